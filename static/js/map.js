// Maps without tiles: outlines from an address, points from the page. The list beside the map says the same in words.
