import { Model } from '../../model/service';
import { service } from '../service';
import { DescribeGroup } from './DescribeGroup';
import { DescribeUser } from './DescribeUser';
import { GetGroupId } from './GetGroupId';
import { GetUserId } from './GetUserId';
import { ListGroupMemberships } from './ListGroupMemberships';
import { ListGroupMembershipsForMember } from './ListGroupMembershipsForMember';
import { ListGroups } from './ListGroups';
import { ListUsers } from './ListUsers';
import model from './model.json';
import type { Operations } from './shapes';

/** Who there is in Identity Center: its users and groups, as the seed says. */
export const identityStore = service(
  {
    title: 'Identity Store',
    prefix: 'identitystore',
    signingName: 'identitystore',
    eventSource: 'identitystore.amazonaws.com',
  },
  new Model<Operations>(model),
  [
    DescribeGroup,
    DescribeUser,
    GetGroupId,
    GetUserId,
    ListGroupMemberships,
    ListGroupMembershipsForMember,
    ListGroups,
    ListUsers,
  ],
);
