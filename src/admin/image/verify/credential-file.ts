/** Where credentials are usually kept. */
export const credentialFile =
  /\/(\.aws\/credentials|\.netrc|\.git-credentials|\.docker\/config\.json|\.pypirc|\.ssh\/id_(rsa|dsa|ecdsa|ed25519)|\.config\/gcloud\/credentials\.db)$/;
