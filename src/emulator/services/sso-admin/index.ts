import { Model } from '../../model/service';
import { service } from '../service';
import { CreateApplicationAssignment } from './CreateApplicationAssignment';
import { DeleteApplicationAssignment } from './DeleteApplicationAssignment';
import { DescribeApplication } from './DescribeApplication';
import { DescribeApplicationAssignment } from './DescribeApplicationAssignment';
import { ListApplicationAssignments } from './ListApplicationAssignments';
import { ListApplicationAssignmentsForPrincipal } from './ListApplicationAssignmentsForPrincipal';
import { ListApplications } from './ListApplications';
import { ListInstances } from './ListInstances';
import model from './model.json';
import type { Operations } from './shapes';

/** Who may sign in: the applications of SSO domains, and who is assigned to them. */
export const ssoAdmin = service(
  {
    title: 'Identity Center',
    prefix: 'sso',
    signingName: 'sso',
    eventSource: 'sso.amazonaws.com',
  },
  new Model<Operations>(model),
  [
    CreateApplicationAssignment,
    DeleteApplicationAssignment,
    DescribeApplication,
    DescribeApplicationAssignment,
    ListApplicationAssignments,
    ListApplicationAssignmentsForPrincipal,
    ListApplications,
    ListInstances,
  ],
);
