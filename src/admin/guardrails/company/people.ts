import type { Principal } from '../../../iam/request';
import { partitionOf } from '../../../studio/partition';
import type { Parameters } from '../parameters';
import type { Keys } from './ask';

/** Ana and Bo are data scientists, Ines administers Studio, Ivan is a user of IAM, the studio is an app of Ana's. */
export const people = ['ana', 'bo', 'ines', 'ivan', 'studio', 'stranger', 'logs'] as const;
export type Who = (typeof people)[number];
export const isWho = (name: string): name is Who => people.some((who) => who === name);

/** The region's public address of the company's network: the first of its first range. */
export const addressIn = (range: string): string =>
  range.replace(/\/.*$/, '').replace(/\.0$/, '.7').replace(/::$/, '::7');

/** Who asks, with the keys that AWS gives to each of their requests. They come through the company's endpoint. */
export function person(who: Who, p: Parameters): { principal: Principal; keys: Keys } {
  const partition = partitionOf(p.region);
  const { account, tagKey, teamTagKey } = p;
  const network = {
    'aws:SourceVpce': p.endpoints[0],
    'aws:VpcSourceIp': '10.0.0.7',
    'aws:ViaAWSService': 'false',
    'aws:PrincipalIsAWSService': 'false',
    'aws:PrincipalOrgID': p.organization,
    'aws:ResourceAccount': account,
  };
  const session = (role: string, name: string, own: Keys = {}) => ({
    principal: { arn: `arn:${partition}:sts::${account}:assumed-role/${role.split('/').at(-1)}/${name}`, account },
    keys: {
      ...network,
      'aws:PrincipalArn': role,
      'aws:PrincipalAccount': account,
      'aws:SourceIdentity': name,
      [`aws:PrincipalTag/${tagKey}`]: name,
      [`aws:PrincipalTag/${teamTagKey}`]: 'ml',
      ...own,
    },
  });
  const scientist = `arn:${partition}:iam::${account}:role/DataScientist`;
  switch (who) {
    case 'ana':
    case 'bo':
      return session(scientist, who);
    case 'ines':
      return session(concreteRole(p.adminRoles[0] ?? '', account), who);
    case 'studio':
      return session(concreteRole(p.executionRoles[0] ?? '', account), 'SageMaker', {
        'aws:SourceIdentity': 'ana',
        [`aws:PrincipalTag/${tagKey}`]: 'ana',
        'sagemaker:DomainId': p.domains[0],
        'sagemaker:UserProfileName': 'ana',
      });
    case 'ivan': {
      const arn = `arn:${partition}:iam::${account}:user/ivan`;
      const keys = { ...network, 'aws:PrincipalArn': arn, 'aws:PrincipalAccount': account, 'aws:username': 'ivan' };
      return { principal: { arn, account }, keys };
    }
    case 'stranger': {
      const role = `arn:${partition}:iam::999999999999:role/Stranger`;
      const arn = `arn:${partition}:sts::999999999999:assumed-role/Stranger/eve`;
      const keys = {
        ...network,
        'aws:PrincipalArn': role,
        'aws:PrincipalAccount': '999999999999',
        'aws:PrincipalOrgID': 'o-elsewhere1',
      };
      return { principal: { arn, account: '999999999999' }, keys };
    }
    case 'logs':
      return {
        principal: { arn: `logs.${p.region}.amazonaws.com${partition === 'aws-cn' ? '.cn' : ''}`, account: '' },
        keys: {},
      };
  }
}

/** A role that a pattern stands for. */
const concreteRole = (pattern: string, account: string) =>
  pattern.replace('::*:', `::${account}:`).replaceAll('*', 'Any');
