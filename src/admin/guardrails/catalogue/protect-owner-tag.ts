import {
  absent,
  all,
  deny,
  exceptRoles,
  missingOrEmpty,
  otherOrMissing,
  present,
  touchesTag,
  withoutTag,
} from '../deny';
import { guardrail, ofPrincipals } from '../guardrail';
import { partitionOf } from '../../../studio/partition';

export const protectOwnerTag = guardrail({
  name: 'protect-owner-tag',
  intent: 'Nobody but administrators changes whose something is, or makes something in the name of another.',
  why: 'The tag opens the profile, the space and the jobs: whoever can write it is whoever they like.',
  refuses: "changing or taking away the tag, in any spelling; making something with another's name",
  passes: 'other tags; making something with the own name',
  cannot: 'tell two spellings in one request apart, when one of them is right',
  pitfalls: ['Making something with tags needs AddTags too, and only then sagemaker:TaggingAction is there.'],
  sources: ['service authorization reference: sagemaker:TaggingAction', 'IAM user guide, controlling access with tags'],
  at: ofPrincipals,
  takes: ['tagKey', 'adminRoles'],
  statements({ tagKey, adminRoles, region }) {
    const touched = all(touchesTag(tagKey), exceptRoles(adminRoles));
    const at = `arn:${partitionOf(region)}:sagemaker:*:*:`;
    const value = `aws:RequestTag/${tagKey}`;
    return [
      deny('OwnerTagStays', ['DeleteTags'], touched),
      deny('OwnerTagAdded', ['AddTags'], all(touched, absent('TaggingAction'))),
      deny(
        'OwnerTagOnCreate',
        ['AddTags'],
        all(touched, otherOrMissing(value, `\${aws:PrincipalTag/${tagKey}}`), present('TaggingAction')),
      ),
      deny('OwnerTagSpelling', ['AddTags'], all(touched, withoutTag(tagKey))),
      deny('OwnerTagOfNobody', ['AddTags'], all(touched, missingOrEmpty(`aws:PrincipalTag/${tagKey}`))),
      deny('OwnerTagOfProfile', ['AddTags'], touched, { Resource: [`${at}user-profile/*`, `${at}domain/*`] }),
    ];
  },
  requests({ ask, p: { tagKey, teamTagKey, domains } }) {
    const [value, mine] = [`aws:RequestTag/${tagKey}`, `aws:PrincipalTag/${tagKey}`];
    const other = tagKey === tagKey.toUpperCase() ? tagKey.toLowerCase() : tagKey.toUpperCase();
    const tagged = (owner: string, keys = [tagKey]) => ({ 'aws:TagKeys': keys, [value]: owner });
    const made = { TaggingAction: 'CreateSpace' };
    const profile = { on: `user-profile/${domains[0]}/ana` };
    return {
      refused: [
        ask("gives the own space Bo's name", 'AddTags', tagged('bo')),
        ask('writes the own name again', 'AddTags', tagged('ana')),
        ask("takes over Bo's space", 'AddTags', tagged('ana'), { on: `space/${domains[0]}/bo-lab` }),
        ask('in another spelling', 'AddTags', tagged('ana', [other])),
        ask('among other tags', 'AddTags', tagged('bo', ['project', tagKey])),
        ask('takes the tag away', 'DeleteTags', { 'aws:TagKeys': [tagKey] }),
        ask('takes another spelling away', 'DeleteTags', { 'aws:TagKeys': [other] }),
        ask('takes it away among others', 'DeleteTags', { 'aws:TagKeys': ['project', tagKey] }),
        ask("makes a space in Bo's name", 'AddTags', { ...tagged('bo'), ...made }),
        ask('makes a space in nobody’s name', 'AddTags', { ...tagged(''), ...made }),
        ask('makes a space with another spelling', 'AddTags', { ...tagged('ana', [other]), ...made }),
        ask('without a name of their own', 'AddTags', { ...tagged('ana'), ...made, [mine]: undefined }),
        ask('two empty names, which are equal', 'AddTags', { ...tagged(''), ...made, [mine]: '' }),
        ask(
          'a profile, even in the own name',
          'AddTags',
          { ...tagged('ana'), TaggingAction: 'CreateUserProfile' },
          profile,
        ),
        ask('a profile that is there', 'AddTags', tagged('ana'), profile),
        ask('from an app', 'AddTags', tagged('bo'), { as: 'studio' }),
      ],
      passes: [
        ask('makes a space in the own name', 'AddTags', { ...tagged('ana'), ...made }),
        ask('makes a job with own name and team', 'AddTags', {
          ...tagged('ana', [tagKey, teamTagKey]),
          TaggingAction: 'CreateTrainingJob',
        }),
        ask('another tag', 'AddTags', { 'aws:TagKeys': ['project'], 'aws:RequestTag/project': 'sales' }),
        ask('takes another tag away', 'DeleteTags', { 'aws:TagKeys': ['project'] }),
        ask('an administrator gives a profile its owner', 'AddTags', tagged('bo'), { as: 'ines', ...profile }),
        ask('an administrator takes the tag away', 'DeleteTags', { 'aws:TagKeys': [tagKey] }, { as: 'ines' }),
      ],
    };
  },
});
