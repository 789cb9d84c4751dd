// The page's icons: paths on a 24 by 24 grid, drawn as inline SVG that takes the text's colour.

const SVG = "http://www.w3.org/2000/svg";

const PATHS = {
  send: "M3.4 20.4 21.6 12 3.4 3.6l-.01 6.5L15 12 3.39 13.9z",
  attach: "M16.5 6.5v9.8a4.5 4.5 0 0 1-9 0V5.9a3 3 0 0 1 6 0v9.6a1.5 1.5 0 0 1-3 0V6.5",
  menu: "M4 7h16M4 12h16M4 17h16",
  close: "M6 6l12 12M18 6 6 18",
  more: "M12 5.5v.01M12 12v.01M12 18.5v.01",
  sent: "m5.5 12.8 4.2 4.2 8.8-9.6",
  check: "m2.5 12.8 4.2 4.2 8.8-9.6m-3.6 8.4L13 17l8.8-9.6",
  outward: "M8 16 16.5 7.5M9.5 7h7.5v7.5",
  forward: "M14 5.5 20.5 12 14 18.5M20 12H9.5A5.5 5.5 0 0 0 4 17.5V19",
  copy: "M9 9h10v10H9zM15 9V5H5v10h4",
  down: "m6 9.5 6 6 6-6",
  photo: "M4 5h16v14H4zM4 16l4.5-4.5L13 16l3-3 4 4M15.5 9v.01",
  sticker:
    "M20 13V7a3 3 0 0 0-3-3H7a3 3 0 0 0-3 3v10a3 3 0 0 0 3 3h6z" +
    "m0 0h-4a3 3 0 0 0-3 3v4M9 10v.01M15 9v.01M9 14c1 1 2 1.3 3 1.2",
  location: "M12 21s7-6.4 7-11.5A7 7 0 0 0 5 9.5C5 14.6 12 21 12 21zM12 12a2.5 2.5 0 1 0 0-5 2.5 2.5 0 0 0 0 5z",
  person: "M12 11.5a4 4 0 1 0 0-8 4 4 0 0 0 0 8zM4.5 20.5c0-4 3.4-6.5 7.5-6.5s7.5 2.5 7.5 6.5",
  document: "M6 3h8l4 4v14H6zM14 3v4h4",
  back: "M14.5 5.5 8 12l6.5 6.5",
  phone: "M12.5 3H7a2 2 0 0 0-2 2v14a2 2 0 0 0 2 2h8a2 2 0 0 0 2-2v-7M9.5 18h3M18 3v6M15 6h6",
  group:
    "M9 11a3.5 3.5 0 1 0 0-7 3.5 3.5 0 0 0 0 7zM2.5 20c0-3.6 2.9-6 6.5-6s6.5 2.4 6.5 6" +
    "M16 4.4a3.5 3.5 0 0 1 0 6.4M18 14.6c2 .8 3.5 2.8 3.5 5.4",
  calls: "M8 20V4M8 4 4.5 7.5M8 4l3.5 3.5M16 4v16m0 0 3.5-3.5M16 20l-3.5-3.5",
  block: "M12 3.5a8.5 8.5 0 1 0 .01 0M6 6l12 12",
  erase: "M5 7h14M10 7V4h4v3M7 7l1 13h8l1-13M10.5 11v5M13.5 11v5",
  alert: "M12 4 2.8 19.5h18.4zM12 10v4.5M12 17v.01",
  power: "M12 3.5v8M7 6.5a7.5 7.5 0 1 0 10 0",
  restart: "M4.5 12a7.5 7.5 0 1 0 2.3-5.4L4.5 8.8M4.5 4v4.8h4.8",
};
const FILLED = new Set(["send"]);

/** The icon called `name`; it is decoration, the label belongs to the element around it. */
export function icon(name) {
  const svg = document.createElementNS(SVG, "svg");
  svg.setAttribute("viewBox", "0 0 24 24");
  svg.setAttribute("aria-hidden", "true");
  svg.setAttribute("class", FILLED.has(name) ? "icon filled" : "icon");
  const path = document.createElementNS(SVG, "path");
  path.setAttribute("d", PATHS[name]);
  svg.append(path);
  return svg;
}
