import { kindsOf } from '../../converge/kind';
import { policyKinds } from '../../guardrails/account/policy-kinds';
import type { StudioContext } from '../context';
import type { StudioStep } from '../studio-step';
import { start, stop } from './app-steps';
import { deleteGroup, deleteHomes, mark, part, unmount } from './left-behind-steps';
import { change, create, remove, tag } from './resource-steps';

/** All kinds of steps for a Studio to be as its file says. */
export const studioKinds = kindsOf<StudioStep, StudioContext>({
  ...{ create, change, tag, delete: remove, stop, start, mark, unmount, part },
  'delete-group': deleteGroup,
  'delete-homes': deleteHomes,
  ...policyKinds,
});
