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
globalThis.requestIdleCallback ??= (callback) => setTimeout(callback, 0);
globalThis.cancelIdleCallback ??= (id) => clearTimeout(id);
