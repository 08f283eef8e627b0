/** Leaflet is published as one file, and as the modules it is made of: their types are those of the whole. */
declare module 'leaflet/src/map/Map' {
  export { Map } from 'leaflet';
}
declare module 'leaflet/src/map/handler/*';
declare module 'leaflet/src/control/Control.Zoom' {
  import type { Control } from 'leaflet';
  export const Zoom: typeof Control.Zoom;
}
declare module 'leaflet/src/geo/LatLngBounds' {
  export { LatLngBounds } from 'leaflet';
}
declare module 'leaflet/src/layer/LayerGroup' {
  export { LayerGroup } from 'leaflet';
}
declare module 'leaflet/src/layer/Popup' {
  export { Popup } from 'leaflet';
}
declare module 'leaflet/src/layer/marker/DivIcon' {
  export { DivIcon } from 'leaflet';
}
declare module 'leaflet/src/layer/marker/Marker' {
  export { Marker } from 'leaflet';
}
declare module 'leaflet/src/layer/tile/TileLayer' {
  export { TileLayer } from 'leaflet';
}
declare module 'leaflet/src/layer/vector/CircleMarker' {
  export { CircleMarker } from 'leaflet';
}
declare module 'leaflet/src/layer/vector/Polygon' {
  export { Polygon } from 'leaflet';
}
declare module 'leaflet/src/layer/vector/Polyline' {
  export { Polyline } from 'leaflet';
}
declare module 'leaflet/src/layer/vector/SVG' {
  export { SVG } from 'leaflet';
}
declare module 'leaflet/src/layer/vector/Renderer.getRenderer';
