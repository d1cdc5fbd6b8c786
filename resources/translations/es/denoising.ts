<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="es" sourcelanguage="en">
<context>
  <name>gen_explorer</name>
  <message>
    <source>Looking for the latents</source>
    <translation>Buscando los vectores latentes</translation>
  </message>
</context>
</TS>
