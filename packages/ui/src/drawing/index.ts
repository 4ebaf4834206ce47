export { DrawingView, type Spot } from './drawing-view.tsx'
export { ZoomFrame } from './zoom-frame.tsx'
