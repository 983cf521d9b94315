import { LifecycleRoot, type RootOptions } from './root';

/** Boots roots that are removed after the test that made them. */
export function throwawayRoots(): (options?: RootOptions) => Promise<LifecycleRoot> {
  const roots: LifecycleRoot[] = [];
  afterEach(async () => {
    for (const root of roots.splice(0).toReversed()) await root.remove();
  });
  return async (options = {}) => {
    const root = new LifecycleRoot(options);
    roots.push(root);
    return root.boot();
  };
}
