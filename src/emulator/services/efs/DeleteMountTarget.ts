import { nextGone } from '../../transitions/file-system';
import { existingMountTarget } from './existing';
import { operation } from './operation';

/** Takes a mount target away; it is `deleting` for a minute (an assumption). */
export const DeleteMountTarget = operation('DeleteMountTarget', {
  resource: () => '*',
  action({ clock, configuration, input, state }) {
    const { of } = existingMountTarget(state, input.MountTargetId);
    const goneAt = clock.after(configuration.durations.mountTargetDelete);
    const mountTargets = of.mountTargets.map((target) =>
      target.MountTargetId === input.MountTargetId ? { goneAt, ...target } : target,
    );
    state.put({ ...of, mountTargets, due: nextGone(mountTargets) });
  },
});
