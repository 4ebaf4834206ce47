import { smaller } from '@aftercare/ui/smaller'
import { upload } from '../requests/upload.ts'
import { FileField, type FileFieldProps } from '../shell/file-field.tsx'
import styles from './checklist-form.module.css'

export const pictureAt = (id: string) => `/api/v1/checklist-pictures/${id}`

/** A picture of one step, made small enough for every phone to take along. */
export const StepPicture = (props: FileFieldProps) => (
  <FileField
    {...props}
    accept="image/png,image/jpeg,image/webp"
    send={async (file) => upload(await smaller(file), 'photo')}
    shown={(id) => <img className={styles.picture} src={pictureAt(id)} alt="" />}
  />
)
