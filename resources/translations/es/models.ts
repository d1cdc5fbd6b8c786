<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="es" sourcelanguage="en">
<context>
  <name>models</name>
  <message>
    <source>There is no model at {name}.</source>
    <translation>No hay ningún modelo en {name}.</translation>
  </message>
  <message>
    <source>The models in the box are: {names}.</source>
    <translation>Los modelos incluidos son: {names}.</translation>
  </message>
  <message>
    <source>{path} is not a model bundle: it has no card.toml.</source>
    <translation>{path} no es un paquete de modelo: no tiene card.toml.</translation>
  </message>
  <message>
    <source>Choose a folder that `gen-explorer pack` wrote.</source>
    <translation>Elige una carpeta creada con `gen-explorer pack`.</translation>
  </message>
  <message>
    <source>{name} is missing</source>
    <translation>falta {name}</translation>
  </message>
  <message>
    <source>The card of {path} cannot be read ({reason}).</source>
    <translation>No se puede leer la ficha de {path} ({reason}).</translation>
  </message>
  <message>
    <source>Get a fresh copy of the bundle, or pack it again.</source>
    <translation>Consigue otra copia del paquete o vuelve a crearlo.</translation>
  </message>
  <message>
    <source>The map {path} cannot be used ({reason}).</source>
    <translation>No se puede usar el mapa {path} ({reason}).</translation>
  </message>
  <message>
    <source>{path} cannot be read ({reason}).</source>
    <translation>No se puede leer {path} ({reason}).</translation>
  </message>
  <message>
    <source>The bundle lacks {path}.</source>
    <translation>Al paquete le falta {path}.</translation>
  </message>
  <message>
    <source>{path} is not what the card says.</source>
    <translation>{path} no coincide con lo que dice la ficha.</translation>
  </message>
  <message>
    <source>{path} was changed or cut short: its checksum differs.</source>
    <translation>{path} fue modificado o está incompleto: su suma de comprobación es distinta.</translation>
  </message>
  <message>
    <source>There is no model family called {name}.</source>
    <translation>No hay ninguna familia de modelos llamada {name}.</translation>
  </message>
  <message>
    <source>The families are: {names}.</source>
    <translation>Las familias son: {names}.</translation>
  </message>
  <message>
    <source>Unknown setting: {names}.</source>
    <translation>Ajuste desconocido: {names}.</translation>
  </message>
  <message>
    <source>The settings are: {names}.</source>
    <translation>Los ajustes son: {names}.</translation>
  </message>
  <message>
    <source>The setting {name} cannot be {value}.</source>
    <translation>El ajuste {name} no puede ser {value}.</translation>
  </message>
  <message>
    <source>It takes a value like {example}.</source>
    <translation>Admite un valor como {example}.</translation>
  </message>
  <message>
    <source>{family} cannot be built: {reason}.</source>
    <translation>{family} no se puede construir: {reason}.</translation>
  </message>
  <message>
    <source>gen-explorer train {family} --settings lists what it takes.</source>
    <translation>gen-explorer train {family} --settings lista lo que admite.</translation>
  </message>
</context>
</TS>
