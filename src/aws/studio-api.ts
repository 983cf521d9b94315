/** What the agent asks of SageMaker Studio, in one module, so that it can be loaded when it is first needed. */
export { appInstanceTypes, createApp, deleteApp, describeApp, listApps } from './app';
export { connect } from './client';
export { describeDomain } from './domain';
export { createSpace, deleteSpace, describeSpace, listSpaces, updateSpace } from './space';
export { describeUserProfile } from './user-profile';
export { presignedSpaceUrl } from './presigned-url';
export { lastLines, studioLogGroup } from './log-events';
