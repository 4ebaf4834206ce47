import { mkdir } from 'node:fs/promises'
import path from 'node:path'
import { Disk } from 'flydrive'
import { FSDriver } from 'flydrive/drivers/fs'

export interface S3Settings {
  bucket: string
  region: string
  /** For MinIO, Ceph and others; absent: AWS. */
  endpoint?: string
  accessKeyId: string
  secretAccessKey: string
}

export interface Storage {
  disk: Disk
  /** Where uploads wait until they are checked; on the same volume as the local disk, so that keeping one is a rename. */
  incoming: string
}

/** S3 when the environment names a bucket, else null: the local disk. */
export function s3FromEnvironment(env: NodeJS.ProcessEnv = process.env): S3Settings | null {
  if (!env.S3_BUCKET) return null
  return {
    bucket: env.S3_BUCKET,
    region: env.S3_REGION ?? 'us-east-1',
    ...(env.S3_ENDPOINT ? { endpoint: env.S3_ENDPOINT } : {}),
    accessKeyId: env.S3_ACCESS_KEY_ID ?? '',
    secretAccessKey: env.S3_SECRET_ACCESS_KEY ?? '',
  }
}

/** Opens the place where files are kept: a folder, or an S3 bucket. */
export async function openStorage(folder: string, s3: S3Settings | null = null): Promise<Storage> {
  const incoming = path.join(folder, 'incoming')
  await mkdir(incoming, { recursive: true, mode: 0o700 })
  if (!s3) {
    const disk = new Disk(new FSDriver({ location: path.join(folder, 'kept'), visibility: 'private' }))
    return { disk, incoming }
  }
  // Loaded only where it is used: the AWS client takes 150 ms and 30 MB.
  const { S3Driver } = await import('flydrive/drivers/s3')
  const { accessKeyId, secretAccessKey, bucket, region, endpoint } = s3
  const driver = new S3Driver({
    bucket,
    region,
    visibility: 'private',
    supportsACL: false, // buckets with enforced ownership refuse every ACL
    requestChecksumCalculation: 'WHEN_REQUIRED', // S3 of other makers does not know the trailing checksums
    responseChecksumValidation: 'WHEN_REQUIRED',
    credentials: { accessKeyId, secretAccessKey },
    ...(endpoint ? { endpoint, forcePathStyle: true } : {}),
  })
  return { disk: new Disk(driver), incoming }
}
