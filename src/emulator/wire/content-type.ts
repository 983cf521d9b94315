/** What requests and answers of SageMaker's protocol say they are. */
export const CONTENT_TYPE = 'application/x-amz-json-1.1';
