import { absent } from '../../../aws/image';
import { createSpace, deleteSpace, describeSpace, type SpaceSettings, updateSpace } from '../../../aws/space';
import { isSettings } from '../../studio-file/settings';
import { domainIdOf, findDomainId } from '../context';
import { membersAs, type Reach, type Resource, settingsOf } from './resource';
import { appSettingsEffects } from './user-settings-effects';

const atStart: Reach = { effect: 'next-start' };
const anew = 'it is set once; make a space with another name beside it, and move what is in this one';

/** A space; its volume goes with it when it is deleted. */
export const space: Resource = {
  async read(context, { name, domain = '' }) {
    const id = await findDomainId(context, domain);
    const found = id === undefined ? undefined : await describeSpace(context.sagemaker, id, name).catch(absent);
    if (!found) return undefined;
    const { arn, status = '', failureReason, settings, ownerUserProfileName, sharing, displayName, modified } = found;
    return {
      arn,
      status,
      failureReason,
      modified,
      settings: settingsOf({
        SpaceSettings: settings,
        SpaceDisplayName: displayName,
        ...(ownerUserProfileName && { OwnershipSettings: { OwnerUserProfileName: ownerUserProfileName } }),
        ...(sharing && { SpaceSharingSettings: { SharingType: sharing } }),
      }),
    };
  },
  fixed: { OwnershipSettings: anew, SpaceSharingSettings: anew, 'SpaceSettings.AppType': anew },
  takesEffect: {
    ...Object.fromEntries(Object.entries(appSettingsEffects).map(([name, reach]) => [`SpaceSettings.${name}`, reach])),
    'SpaceSettings.SpaceStorageSettings': atStart,
    'SpaceSettings.SpaceManagedResources': atStart,
    'SpaceSettings.CustomFileSystems': atStart,
    'SpaceSettings.RemoteAccess': atStart,
    SpaceDisplayName: { effect: 'now' },
  },
  async create(context, { name, domain = '' }, settings, tags) {
    const named = { DomainId: await domainIdOf(context, domain), SpaceName: name };
    await createSpace(context.sagemaker, { ...membersAs<object>(settings), ...named }, tags);
  },
  async change(context, { name, domain = '' }, { SpaceSettings, SpaceDisplayName }) {
    const settings = isSettings(SpaceSettings) ? membersAs<SpaceSettings>(SpaceSettings) : undefined;
    const displayName = typeof SpaceDisplayName === 'string' ? SpaceDisplayName : undefined;
    await updateSpace(context.sagemaker, await domainIdOf(context, domain), name, settings, displayName);
  },
  async remove(context, { name, domain = '' }) {
    await deleteSpace(context.sagemaker, await domainIdOf(context, domain), name);
  },
};
