// Wakes maps: what draws them is fetched when one comes near the window, so that whoever reads the top of a page does
// not wait for a map at its end. The tag of this file says where Leaflet and map.js are.

const { leaflet, drawing } = document.querySelector("[data-leaflet]").dataset;
let fetched;

function library() {
  return new Promise((done, failed) => {
    const script = document.createElement("script");
    script.src = leaflet;
    script.addEventListener("load", done);
    script.addEventListener("error", failed);
    document.head.append(script);
  });
}

async function draw(box) {
  fetched ??= library().then(() => import(drawing));
  const { start } = await fetched;
  if (!box.classList.contains("is-ready")) start(box);
}

const near = new IntersectionObserver(
  (seen) => {
    for (const { isIntersecting, target } of seen) {
      if (!isIntersecting) continue;
      near.unobserve(target);
      draw(target);
    }
  },
  { rootMargin: "200px" },
);

function watch(root) {
  for (const box of root.querySelectorAll("[data-map]:not(.is-ready)")) near.observe(box);
}

watch(document);
document.addEventListener("htmx:load", (event) => watch(event.target));
