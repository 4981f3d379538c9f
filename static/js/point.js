// Pointing at a place: one touch sets the point of an idea, a touch on the point takes it away.
// The fields are plain hidden inputs; without this file one writes the place in words. See map.js for the map itself.

function field(box, name) {
  return document.getElementById(box.dataset[name]);
}

function follow(box, map) {
  const latitude = field(box, "latitude");
  const longitude = field(box, "longitude");
  const face = { icon: L.divIcon({ className: "pin-box", html: '<span class="pin"></span>', iconSize: [24, 24] }) };
  let marker = null;

  function clear() {
    marker?.remove();
    marker = null;
    latitude.value = longitude.value = "";
  }

  function put(at) {
    clear();
    latitude.value = at.lat.toFixed(6);
    longitude.value = at.lng.toFixed(6);
    marker = L.marker(at, { ...face, alt: box.dataset.pointLabel, title: box.dataset.pointLabel }).addTo(map);
    marker.on("click keypress", clear);
  }

  if (latitude.value && longitude.value) {
    const at = L.latLng(Number(latitude.value.replace(",", ".")), Number(longitude.value.replace(",", ".")));
    put(at);
    map.setView(at, 14);
  }
  map.on("click", (event) => put(event.latlng));
}

document.addEventListener("map:ready", (event) => {
  const box = event.target.closest("[data-point-picker]");
  if (box) follow(box, event.detail);
});
