// Small helpers. Nothing here, or anywhere on the page, turns a text into markup.
export const byId = (id) => document.getElementById(id);

export function make(tag, properties = {}, ...children) {
  const node = document.createElement(tag);
  for (const [name, value] of Object.entries(properties)) {
    if (value === undefined) continue;
    if (name in node) node[name] = value;
    else node.setAttribute(name, value);
  }
  node.append(...children);
  return node;
}

export function icon(name) {
  const space = 'http://www.w3.org/2000/svg';
  const svg = document.createElementNS(space, 'svg');
  svg.setAttribute('aria-hidden', 'true');
  const use = document.createElementNS(space, 'use');
  use.setAttribute('href', `#${name}`);
  svg.append(use);
  return svg;
}

export function toEnd(list) {
  list.scrollTop = list.scrollHeight;
}

export function grow(field) {
  field.style.height = 'auto';
  field.style.height = `${Math.min(field.scrollHeight, 120)}px`;
}

// A new message keeps the list at its end unless somebody has scrolled up to read.
export function appendKeepingPlace(list, ...nodes) {
  const atEnd = list.scrollHeight - list.scrollTop - list.clientHeight < 80;
  list.append(...nodes);
  if (atEnd) toEnd(list);
}
