/** Everything of SageMaker Studio that we ask, in one module, so that it can be loaded when it is first needed. */
export * from './app';
export * from './client';
export * from './domain';
export * from './errors';
export * from './space';
export * from './user-profile';
export * from './presigned-url';
export * from './log-stream';
