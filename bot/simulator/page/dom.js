// Builds DOM nodes: attributes, listeners and children in one call, text only ever as text.

/** An element; functions in `attributes` ("onclick") become listeners, true an empty attribute, false and null none. */
export function h(tag, attributes = {}, ...children) {
  const node = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes)) {
    if (typeof value === "function") node.addEventListener(name.slice(2), value);
    else if (value === true) node.setAttribute(name, "");
    else if (value !== false && value !== null && value !== undefined) node.setAttribute(name, value);
  }
  node.append(...children.flat().filter((child) => child !== null && child !== undefined && child !== false));
  return node;
}

/** Sets or removes an attribute: null and false remove it. */
export function mark(node, name, value) {
  if (value === null || value === undefined || value === false) node.removeAttribute(name);
  else node.setAttribute(name, value === true ? "" : value);
}

let ids = 0;

/** An id that no other element of the page has, for aria-controls and the like. */
export const uniqueId = (name) => `${name}-${(ids += 1)}`;
