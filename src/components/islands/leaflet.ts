/**
 * The parts of Leaflet that the map uses. The whole library weighs a third more on a phone: other drawings, other
 * controls, other projections, and gestures that would get in the way of reading the page.
 */
import 'leaflet/src/layer/vector/Renderer.getRenderer';
import 'leaflet/src/map/handler/Map.DoubleClickZoom';
import 'leaflet/src/map/handler/Map.Drag';
import 'leaflet/src/map/handler/Map.Keyboard';
import 'leaflet/src/map/handler/Map.TouchZoom';

export { Zoom } from 'leaflet/src/control/Control.Zoom';
export { LatLngBounds } from 'leaflet/src/geo/LatLngBounds';
export { LayerGroup } from 'leaflet/src/layer/LayerGroup';
export { Popup } from 'leaflet/src/layer/Popup';
export { DivIcon } from 'leaflet/src/layer/marker/DivIcon';
export { Marker } from 'leaflet/src/layer/marker/Marker';
export { TileLayer } from 'leaflet/src/layer/tile/TileLayer';
export { CircleMarker } from 'leaflet/src/layer/vector/CircleMarker';
export { Polygon } from 'leaflet/src/layer/vector/Polygon';
export { Polyline } from 'leaflet/src/layer/vector/Polyline';
export { SVG } from 'leaflet/src/layer/vector/SVG';
export { Map } from 'leaflet/src/map/Map';
