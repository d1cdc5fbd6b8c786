<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="es" sourcelanguage="en">
<context>
  <name>map</name>
  <message>
    <source>Measuring which directions change the picture most</source>
    <translation>Midiendo qué direcciones cambian más la imagen</translation>
  </message>
  <message>
    <source>Placing the points on the map</source>
    <translation>Colocando los puntos en el mapa</translation>
  </message>
</context>
</TS>
