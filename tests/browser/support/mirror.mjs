// The app as assistive technology has it: the mirror of ARIA elements over the canvas. Tests find controls by
// role and name, act on those elements, and wait for what becomes of it.

const kPatienceMs = 60_000;

// Runs in the page, before its own scripts, and again after each reload.
function installMirror() {
  const kNativeRoles = { BUTTON: "button", H1: "heading", H2: "heading", INPUT: "slider", P: "paragraph" };
  const describe = (element) => {
    const attribute = (name) => element.getAttribute(name);
    const box = element.getBoundingClientRect();
    return {
      role: attribute("role") ?? kNativeRoles[element.tagName] ?? "",
      name: attribute("aria-label") ?? element.textContent.trim(),
      value: attribute("aria-valuetext") ?? element.value ?? "",
      checked: attribute("aria-checked") ?? "",
      selected: attribute("aria-selected") === "true",
      invalid: attribute("aria-invalid") === "true",
      disabled: attribute("aria-disabled") === "true",
      sort: attribute("aria-sort") ?? "",
      focused: element === document.activeElement,
      box: { x: box.x, y: box.y, width: box.width, height: box.height },
    };
  };
  const fits = (wanted, text) =>
    wanted.pattern === undefined ? wanted === text : new RegExp(wanted.pattern, wanted.flags).test(text);
  const matches = (node, wanted) =>
    Object.entries(wanted).every(([key, value]) => {
      if (typeof node[key] !== "string") return node[key] === value;
      return fits(value, node[key]);
    });
  const elements = () => [...document.querySelectorAll("[role], button, input[type=range], h1, h2, p")]
    .filter((element) => element.checkVisibility());

  globalThis.testMirror = {
    list: () => elements().map(describe),
    element: (wanted) => elements().find((element) => matches(describe(element), wanted)),
    find(wanted) {
      const element = this.element(wanted);
      return element ? describe(element) : null;
    },
    focused: () => describe(document.activeElement),
    // Resolves with the first element that is as wanted, or when `gone`, once there is none; null is too late.
    wait(wanted, gone, patience) {
      return new Promise((resolve) => {
        const settle = (found) => {
          observer.disconnect();
          clearTimeout(timer);
          resolve(found);
        };
        const look = () => {
          const found = this.find(wanted);
          if (gone ? !found : found) settle(found ?? true);
        };
        const observer = new MutationObserver(look);
        const timer = setTimeout(settle, patience, null);
        observer.observe(document, { subtree: true, childList: true, attributes: true, characterData: true });
        look();
      });
    },
  };
}

const portable = (wanted) =>
  Object.fromEntries(Object.entries(wanted).map(([key, value]) =>
    [key, value instanceof RegExp ? { pattern: value.source, flags: value.flags } : value]));

export class Mirror {
  static async open(page, url) {
    await page.evaluateOnNewDocument(installMirror);
    await page.goto(url);
    await page.bringToFront();
    return new Mirror(page);
  }

  constructor(page) {
    this.page = page;
  }

  list() {
    return this.page.evaluate(() => globalThis.testMirror.list());
  }

  // The element that is as `wanted` ({role, name, value, checked, …}; texts as they are or as a RegExp), or null.
  find(wanted) {
    return this.page.evaluate((given) => globalThis.testMirror.find(given), portable(wanted));
  }

  async get(wanted, { gone = false } = {}) {
    const found = await this.page.evaluate(
      (given, without, patience) => globalThis.testMirror.wait(given, without, patience),
      portable(wanted), gone, kPatienceMs);
    if (found) return found;
    const nodes = (await this.list()).filter((node) => node.role !== "option");
    const there = nodes.map((node) => `  ${node.role} “${node.name.slice(0, 160)}” ${node.value}`);
    const what = Object.entries(wanted).map(([key, value]) => `${key} ${value}`).join(", ");
    throw new Error(`waited ${kPatienceMs / 1000} s for ${gone ? "the end of " : ""}${what}; there is\n${there.join("\n")}`);
  }

  // Acts as a screen reader does: on the element itself, wherever the pointer is.
  async press(wanted) {
    await this.get(wanted);
    await this.page.evaluate((given) => globalThis.testMirror.element(given).click(), portable(wanted));
  }

  // The same until it shows: a button that goes away in the moment it is pressed does not hear it.
  async pressUntil(wanted, effect) {
    const deadline = Date.now() + kPatienceMs;
    while (Date.now() < deadline && !(await this.find(effect))) {
      await this.page.evaluate((given) => {
        globalThis.testMirror.element(given)?.click();
        return new Promise(requestAnimationFrame);
      }, portable(wanted));
    }
    return this.get(effect);
  }

  // With the mouse, where the widget is drawn.
  async click(wanted) {
    const { box } = await this.get(wanted);
    await this.page.mouse.click(box.x + box.width / 2, box.y + box.height / 2);
  }

  async focus(wanted) {
    await this.get(wanted);
    await this.page.evaluate((given) => globalThis.testMirror.element(given).focus(), portable(wanted));
  }

  focused() {
    return this.page.evaluate(() => globalThis.testMirror.focused());
  }

  // Types over all that stands in a text field.
  async fill(wanted, text) {
    await this.focus(wanted);
    await this.chord("Control", "a");
    await this.page.keyboard.press("Backspace");
    if (text) await this.page.keyboard.type(text);
    await this.get({ ...wanted, value: text });
  }

  async chord(modifier, key) {
    await this.page.keyboard.down(modifier);
    await this.page.keyboard.press(key);
    await this.page.keyboard.up(modifier);
  }
}
