// Elements made of text and attributes alone: no string is ever read as markup.

/** An element; attributes without a value are left out. */
export function made(tag, attributes, ...children) {
  const element = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes)) if (value) element.setAttribute(name, value);
  element.append(...children);
  return element;
}
