/** Variables that Studio documents as its own; whatever the image sets is overridden. */
export const studioVariables = [
  'AWS_ACCOUNT_ID',
  'AWS_REGION',
  'AWS_DEFAULT_REGION',
  'AWS_CONTAINER_CREDENTIALS_RELATIVE_URI',
  'SAGEMAKER_SPACE_NAME',
  'SAGEMAKER_APP_TYPE',
];
