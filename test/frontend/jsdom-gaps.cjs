// What jsdom lacks and JupyterLab's packages touch when they are imported.
const { TextDecoder, TextEncoder } = require('node:util');
Object.assign(globalThis, {
  TextDecoder: globalThis.TextDecoder ?? TextDecoder,
  TextEncoder: globalThis.TextEncoder ?? TextEncoder,
  DragEvent: globalThis.DragEvent ?? class DragEvent extends Event {},
  ResizeObserver:
    globalThis.ResizeObserver ??
    class ResizeObserver {
      observe() {}
      unobserve() {}
      disconnect() {}
    },
});
globalThis.matchMedia ??= () => ({
  matches: false,
  addEventListener() {},
  removeEventListener() {},
  addListener() {},
  removeListener() {},
});
// React renders in slices, each in a timer here: a browser is idle after them, however slow the machine is.
const slices = 20;
globalThis.requestIdleCallback ??= (callback) => {
  const wait = (left) => setTimeout(left > 0 ? () => wait(left - 1) : callback, 0);
  wait(slices);
};
