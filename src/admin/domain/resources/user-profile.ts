import { absent } from '../../../aws/image';
import {
  changeUserProfile,
  createUserProfile,
  deleteUserProfile,
  describeUserProfile,
  type UserSettings,
} from '../../../aws/user-profile';
import { isSettings } from '../../studio-file/settings';
import { domainIdOf, findDomainId } from '../context';
import { membersAs, type Resource, settingsOf } from './resource';
import { userSettingsEffects } from './user-settings-effects';

const anew = 'it is set once; delete the profile and make it again, or give it another name';

/** A user profile; its folder in the domain's file system stays when it is deleted. */
export const userProfile: Resource = {
  async read(context, { name, domain = '' }) {
    const id = await findDomainId(context, domain);
    const found = id === undefined ? undefined : await describeUserProfile(context.sagemaker, id, name).catch(absent);
    if (!found) return undefined;
    const { arn, status, failureReason, settings, singleSignOn, modified } = found;
    return { arn, status, failureReason, modified, settings: settingsOf({ ...singleSignOn, UserSettings: settings }) };
  },
  fixed: {
    SingleSignOnUserIdentifier: anew,
    SingleSignOnUserValue: anew,
    // administration.md, A1.
    'UserSettings.RStudioServerProAppSettings': anew,
  },
  takesEffect: userSettingsEffects('UserSettings'),
  async create(context, { name, domain = '' }, settings, tags) {
    const named = { DomainId: await domainIdOf(context, domain), UserProfileName: name };
    await createUserProfile(context.sagemaker, { ...membersAs<object>(settings), ...named }, tags);
  },
  async change(context, { name, domain = '' }, { UserSettings }) {
    if (!isSettings(UserSettings)) return;
    const leaves = membersAs<UserSettings>(UserSettings);
    await changeUserProfile(context.sagemaker, await domainIdOf(context, domain), name, () => leaves);
  },
  async remove(context, { name, domain = '' }) {
    await deleteUserProfile(context.sagemaker, await domainIdOf(context, domain), name);
  },
};
