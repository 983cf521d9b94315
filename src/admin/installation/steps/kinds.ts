import { kindsOf } from '../../converge/kind';
import type { InstallationContext } from '../context';
import type { InstallationStep } from '../rules/steps';
import { attach } from './attach';
import { create, note, remove } from './lifecycle-config';
import { deleteWheel, upload } from './wheel';

/** All kinds of steps of installing for a domain. */
export const installationKinds = kindsOf<InstallationStep, InstallationContext>({
  upload,
  create,
  note,
  attach,
  delete: deleteWheel,
  remove,
});
