/**
 * The IAM action that ECR's registry wants for a request of the OCI distribution API, as ECR's own operations are named
 * after its parts (service authorization reference of ECR; which of the two a blob's end wants is not told: both).
 */
export function ecrAction(method: string, path: string): string {
  const reads = method === 'GET' || method === 'HEAD';
  if (/(^|\/)manifests\//.test(path)) {
    if (method === 'DELETE') return 'ecr:BatchDeleteImage';
    return reads ? 'ecr:BatchGetImage' : 'ecr:PutImage';
  }
  if (/(^|\/)tags\//.test(path)) return 'ecr:ListImages';
  if (method === 'HEAD') return 'ecr:BatchCheckLayerAvailability';
  if (reads) return 'ecr:GetDownloadUrlForLayer';
  return method === 'POST' ? 'ecr:InitiateLayerUpload' : 'ecr:UploadLayerPart and ecr:CompleteLayerUpload';
}
