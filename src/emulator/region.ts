/** What the names of AWS's regions look like, e.g. `us-east-1` or `eusc-de-east-1`; which ones there are changes. */
export const REGION = /^[a-z]{2,}(-[a-z]+)+-\d+$/;
