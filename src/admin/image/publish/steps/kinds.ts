import { kindsOf } from '../../../converge/kind';
import type { PublishContext } from '../context';
import type { PublishStep } from '../publish-step';
import { changeConfig, deleteConfig, makeConfig } from './app-image-config';
import { deleteImageKind, makeImage } from './image';
import { list, unlist } from './listing';
import { deletePushed, push } from './push';
import { deleteRepositoryKind, makeRepository } from './repository';
import { deleteVersion, makeVersion } from './version';

/** All kinds of steps of publishing. */
export const publishKinds = kindsOf<PublishStep, PublishContext>({
  'make-repository': makeRepository,
  'delete-repository': deleteRepositoryKind,
  push,
  'delete-pushed': deletePushed,
  'make-image': makeImage,
  'delete-image': deleteImageKind,
  'make-version': makeVersion,
  'delete-version': deleteVersion,
  'make-config': makeConfig,
  'delete-config': deleteConfig,
  'change-config': changeConfig,
  list,
  unlist,
});
