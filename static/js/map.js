// Maps without tiles: outlines from an address, points from the page, gathered where they crowd.
// The list beside the map says the same in words; this file only draws, once near.js asks. See components/map.html.

const CELL = 44; // pixels within which points become one
const FEW = 30; // outlines up to this number are reached with the Tab key
const FRANCE = [
  [41.3, -5.2],
  [51.1, 9.6],
];

function link(title, url, note) {
  const box = document.createElement("p");
  const name = document.createElement(url ? "a" : "strong");
  name.textContent = title;
  if (url) name.href = url;
  box.append(name);
  if (note) box.append(document.createElement("br"), note);
  return box;
}

function pin(label, count, quiet) {
  const face = document.createElement("span");
  face.className = `pin${count > 1 ? " pin--many" : ""}${quiet ? " pin--quiet" : ""}`;
  face.textContent = count > 1 ? String(count) : "";
  const size = count > 1 ? 36 : 26;
  const icon = L.divIcon({ html: face, className: "pin-box", iconSize: [size, size] });
  return { icon, title: label, alt: label, zIndexOffset: quiet ? 0 : 1000 };
}

function groupsOf(points, map) {
  const cells = new Map();
  for (const point of points) {
    const spot = map.project([point.latitude, point.longitude]);
    const key = `${Math.floor(spot.x / CELL)}:${Math.floor(spot.y / CELL)}`;
    if (!cells.has(key)) cells.set(key, []);
    cells.get(key).push(point);
  }
  return cells.values();
}

function centre(points) {
  const mean = (name) => points.reduce((sum, point) => sum + point[name], 0) / points.length;
  return [mean("latitude"), mean("longitude")];
}

function say(words, name, count) {
  return words[name].replace("%(n)s", count);
}

function drawGroup(group, map, layer, words) {
  const [first] = group;
  const many = group.length > 1;
  const label = many ? say(words, "places", group.length) : first.title;
  const marker = L.marker(centre(group), pin(label, group.length, first.quiet)).addTo(layer);
  const bounds = L.latLngBounds(group.map((point) => [point.latitude, point.longitude]));
  const apart = !bounds.getNorthEast().equals(bounds.getSouthWest());
  if (many && apart && map.getZoom() < map.getMaxZoom()) {
    marker.on("click keypress", () => map.fitBounds(bounds.pad(0.3)));
    return;
  }
  const box = document.createElement("div");
  for (const point of group.slice(0, 12)) box.append(link(point.title, point.url, point.note));
  if (group.length > 12) box.append(say(words, "others", group.length - 12));
  marker.bindPopup(box);
}

function drawPoints(points, map, layer, words) {
  layer.clearLayers();
  // What the page is about is never swallowed by what only surrounds it.
  for (const quiet of [true, false]) {
    for (const group of groupsOf(points.filter((point) => Boolean(point.quiet) === quiet), map)) {
      drawGroup(group, map, layer, words);
    }
  }
}

function dressOutline(feature, path, few) {
  const { name, nom, url } = feature.properties;
  const label = name || nom;
  if (label) path.bindTooltip(label, { sticky: true });
  if (!url) return;
  path.on("click", () => window.location.assign(url));
  path.on("add", () => {
    const shape = path.getElement();
    shape.classList.add("map__area--link");
    if (!few) return;
    shape.setAttribute("tabindex", "0");
    shape.setAttribute("role", "link");
    shape.setAttribute("aria-label", label);
    shape.addEventListener("keydown", (event) => event.key === "Enter" && window.location.assign(url));
  });
}

async function fetchShapes(url) {
  const answer = await fetch(url, { headers: { Accept: "application/geo+json, application/json" } }).catch(() => null);
  return answer?.ok ? answer.json() : null;
}

function drawOutlines(shapes, map) {
  const few = (shapes.features || []).length <= FEW;
  return L.geoJSON(shapes, {
    className: "map__area",
    onEachFeature: (feature, path) => path.setStyle && dressOutline(feature, path, few),
    filter: (feature) => Boolean(feature.geometry),
    pointToLayer: (feature, at) => L.circleMarker(at, { radius: 6, className: "map__area" }),
  }).addTo(map);
}

export async function start(box) {
  const points = box.dataset.points ? JSON.parse(document.getElementById(box.dataset.points).textContent) : [];
  const placed = points.filter((point) => point.latitude != null && point.longitude != null);
  box.classList.add("is-ready");
  // First what comes over the network: a map that shows its buttons takes a touch, and moves no more under it.
  const shapes = box.dataset.geojsonUrl ? await fetchShapes(box.dataset.geojsonUrl) : null;
  const map = L.map(box, { scrollWheelZoom: false, zoomControl: false, zoomSnap: 0.25, maxZoom: 18 });
  const words = box.dataset;
  L.control.zoom({ zoomInTitle: words.zoomIn, zoomOutTitle: words.zoomOut }).addTo(map);
  map.attributionControl.setPrefix(false);
  map.on("focus click", () => map.scrollWheelZoom.enable());
  map.on("blur", () => map.scrollWheelZoom.disable());
  if (box.dataset.tiles) L.tileLayer(box.dataset.tiles, { attribution: box.dataset.attribution }).addTo(map);
  else map.attributionControl.addAttribution(words.outlines);
  let frame = placed.length ? L.latLngBounds(placed.map((p) => [p.latitude, p.longitude])).pad(0.25) : FRANCE;
  const fit = () => map.fitBounds(frame, { maxZoom: 14, animate: false });
  fit();
  const outlines = shapes && drawOutlines(shapes, map);
  if (outlines?.getBounds().isValid()) {
    frame = outlines.getBounds().pad(0.03);
    fit();
  }
  // A phone that is turned shows the whole again, until its owner has chosen what to look at.
  const chosen = () => map.off("resize", fit);
  map.on("resize", fit).on("dragstart", chosen);
  box.querySelector(".leaflet-control-zoom").addEventListener("click", chosen);
  const layer = L.layerGroup().addTo(map);
  const draw = () => drawPoints(placed, map, layer, words);
  map.on("zoomend", draw);
  draw();
  box.house = map;
  box.dispatchEvent(new CustomEvent("map:ready", { detail: map, bubbles: true }));
}
