/** A picture that is like no other. */
export async function noise(n: number): Promise<Blob> {
  const canvas = new OffscreenCanvas(40, 40)
  const pen = canvas.getContext('2d')!
  for (let i = 0; i < 200; i++) {
    pen.fillStyle = `hsl(${Math.random() * 360} 80% 50%)`
    pen.fillRect(Math.random() * 40, Math.random() * 40, 9, 9)
  }
  pen.fillText(String(n), 5, 20)
  return canvas.convertToBlob({ type: 'image/jpeg' })
}
