import { isObject } from '../../model/json-types';
import { Model } from '../../model/service';
import { service } from '../service';
import { DeleteSecurityGroup } from './DeleteSecurityGroup';
import { DescribeSecurityGroups } from './DescribeSecurityGroups';
import model from './model.json';
import { RevokeSecurityGroupEgress } from './RevokeSecurityGroupEgress';
import { RevokeSecurityGroupIngress } from './RevokeSecurityGroupIngress';
import type { Operations } from './shapes';

/** The security groups that domains bring for their file systems. With `--others` they are made there, and EC2 is there. */
export const ec2 = service(
  {
    title: 'EC2',
    prefix: 'ec2',
    signingName: 'ec2',
    eventSource: 'ec2.amazonaws.com',
  },
  new Model<Operations>(model),
  [DeleteSecurityGroup, DescribeSecurityGroups, RevokeSecurityGroupEgress, RevokeSecurityGroupIngress],
  (_operation, input, state) => {
    if (!isObject(input)) return false;
    const named = Array.isArray(input.GroupIds) ? input.GroupIds : [input.GroupId];
    // Those that could not be made there are here.
    for (const { elsewhere, groups } of state.below('nfs-groups', '*')) {
      if (!elsewhere && groups.some(({ GroupId }) => named.includes(GroupId))) return true;
    }
    return false;
  },
);
