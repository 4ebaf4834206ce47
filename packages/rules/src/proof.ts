/** What a check of a part's serial or batch finds: it is what it says it is, or why it is refused. */
export const PROOF_VERDICTS = [
  'accepted',
  'unknown',
  'fitted_elsewhere',
  'used_before',
  'wrong_market',
  'batch_blocked',
  'expired',
  'not_scanned',
] as const
