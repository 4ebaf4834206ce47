import { Icon } from '@aftercare/ui'
import { useFormat } from '@aftercare/words/web'
import styles from './file-list.module.css'

type FileRow = { id: string; name: string; type: string; bytes: string }

const address = (id: string) => `/api/v1/files/${id}`

/** Pictures as pictures, everything else by name and size. */
export function FileList({ files }: { files: readonly FileRow[] }) {
  const { numbers } = useFormat()
  if (files.length === 0) return null
  return (
    <ul className={styles.list}>
      {files.map((file) => (
        <li key={file.id}>
          <a href={address(file.id)} target="_blank" rel="noreferrer" className={styles.file}>
            {/^image\/(jpeg|png|webp|gif|avif)$/.test(file.type) ? (
              <img src={address(file.id)} alt={file.name} loading="lazy" className={styles.picture} />
            ) : (
              <>
                <Icon name="download" size={14} />
                {file.name} · {numbers.bytes(Number(file.bytes))}
              </>
            )}
          </a>
        </li>
      ))}
    </ul>
  )
}
