import { GetRoleCommand, GetUserCommand, type Tag } from '@aws-sdk/client-iam';
import type { Iam } from './iam';
import { absent } from './image';

/** GetRole: a role's tags and who may take it on; nothing where there is no such role. Rejects with `AwsError`. */
export async function roleWithTags(
  iam: Iam,
  RoleName: string,
): Promise<{ tags: Record<string, string>; trust: string } | undefined> {
  const Role = (await iam.ask(new GetRoleCommand({ RoleName })).catch(absent))?.Role;
  // IAM writes documents as they stand in an address.
  return Role && { tags: tagsIn(Role.Tags), trust: decodeURIComponent(Role.AssumeRolePolicyDocument ?? '') };
}

/** GetUser: a user's tags; nothing where there is no such user. Rejects with `AwsError`. */
export async function userTags(iam: Iam, UserName: string): Promise<Record<string, string> | undefined> {
  const User = (await iam.ask(new GetUserCommand({ UserName })).catch(absent))?.User;
  return User && tagsIn(User.Tags);
}

const tagsIn = (tags: readonly Tag[] = []) => Object.fromEntries(tags.map(({ Key = '', Value = '' }) => [Key, Value]));
