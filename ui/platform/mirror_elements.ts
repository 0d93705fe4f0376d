// Which element stands for which kind of node, and what it says.

// A node of SemanticTree::ToJson. What says nothing is absent.
export interface NodeInfo {
  id: number;
  parent: number;
  role: string;
  name?: string;
  value?: string;
  description?: string;
  bounds: [left: number, top: number, width: number, height: number];
  focusable?: boolean;
  invalid?: boolean;
  disabled?: boolean;
  multiselectable?: boolean;
  multiline?: boolean;
  expanded?: boolean;
  checked?: string;
  selected?: boolean;
  shortcuts?: string;
  min?: number;
  max?: number;
  now?: number;
  position?: number;
  size?: number;
  rows?: number;
  columns?: number;
  row?: number;
  column?: number;
  sort?: string;
  active?: number;
  controls?: number;
}

// Native elements where they bring the keyboard's behaviour with them.
const tags: Record<string, string> = {
  button: 'button',
  checkbox: 'button',
  link: 'button',
  radio: 'button',
  tab: 'button',
  columnheader: 'button',
  searchbox: 'textarea',
  textbox: 'textarea',
  slider: 'input',
  heading: 'h2',
  text: 'p',
};
// Those whose name is what they contain.
const named = new Set(['text', 'heading', 'status', 'alert']);
// Those that are only of use to a mouse.
const hidden = new Set(['scrollbar']);

export function createElement(node: NodeInfo): HTMLElement {
  const element = document.createElement(tags[node.role] ?? 'div');
  element.id = `node-${node.id}`;
  element.dataset.node = String(node.id);
  element.dataset.role = node.role;
  if (element instanceof HTMLButtonElement) element.type = 'button';
  if (element instanceof HTMLInputElement) element.type = 'range';
  if (element instanceof HTMLTextAreaElement) {
    if (!node.multiline) element.rows = 1;
    element.wrap = 'off';
    element.spellcheck = false;
    element.autocapitalize = 'off';
    element.setAttribute('autocomplete', 'off');
    element.setAttribute('autocorrect', 'off');
  }
  const isNative = ['button', 'slider', 'heading', 'text'].includes(node.role);
  if (!isNative) element.setAttribute('role', node.role);
  if (hidden.has(node.role)) element.setAttribute('aria-hidden', 'true');
  if (node.role === 'status') element.setAttribute('aria-live', 'polite');
  return element;
}

function setAttribute(element: HTMLElement, name: string, value: string | number | undefined) {
  if (value === undefined) {
    if (element.hasAttribute(name)) element.removeAttribute(name);
  } else if (element.getAttribute(name) !== String(value)) {
    element.setAttribute(name, String(value));
  }
}

function place(element: HTMLElement, bounds: NodeInfo['bounds']): void {
  const key = bounds.join(' ');
  if (element.dataset.bounds === key) return;
  element.dataset.bounds = key;
  const [left, top, width, height] = bounds;
  element.style.left = `${left}px`;
  element.style.top = `${top}px`;
  element.style.width = `${width}px`;
  element.style.height = `${height}px`;
}

export function updateElement(element: HTMLElement, node: NodeInfo, composing: boolean): void {
  place(element, node.bounds);
  const set = (name: string, value: string | number | undefined) =>
    setAttribute(element, name, value);
  if (!named.has(node.role)) set('aria-label', node.name);
  // Setting the same text again would be announced again.
  else if (element.textContent !== (node.name ?? '')) element.textContent = node.name ?? '';
  set('aria-description', node.description);
  set('aria-invalid', node.invalid ? 'true' : undefined);
  // Not by the element's own means: it keeps the focus and says why.
  set('aria-disabled', node.disabled ? 'true' : undefined);
  set('aria-multiselectable', node.multiselectable ? 'true' : undefined);
  set('aria-multiline', node.multiline ? 'true' : undefined);
  set('aria-expanded', node.expanded === undefined ? undefined : String(node.expanded));
  set('aria-checked', node.checked);
  set('aria-selected', node.selected === undefined ? undefined : String(node.selected));
  set('aria-keyshortcuts', node.shortcuts);
  set('aria-posinset', node.position);
  set('aria-setsize', node.size);
  set('aria-rowcount', node.rows);
  set('aria-colcount', node.columns);
  set('aria-rowindex', node.row);
  set('aria-colindex', node.column);
  set('aria-sort', node.sort);
  set('aria-activedescendant', node.active === undefined ? undefined : `node-${node.active}`);
  set('aria-controls', node.controls === undefined ? undefined : `node-${node.controls}`);
  if (node.focusable && !('value' in element)) set('tabindex', '0');
  if (element instanceof HTMLTextAreaElement) {
    // The text under composition belongs to the input method.
    const text = node.value ?? '';
    if (!composing && element.value !== text) element.value = text;
  } else if (element instanceof HTMLInputElement) {
    set('min', node.min);
    set('max', node.max);
    set('aria-valuetext', node.value);
    element.value = String(node.now);
  } else if (node.role === 'progressbar') {
    set('aria-valuemin', node.min);
    set('aria-valuemax', node.max);
    set('aria-valuenow', node.now);
  }
}
