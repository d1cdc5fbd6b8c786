<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="es" sourcelanguage="en">
<context>
  <name>core</name>
  <message>
    <source>The disk is full, so {path} was not written.</source>
    <translation>El disco está lleno, por lo que no se escribió {path}.</translation>
  </message>
  <message>
    <source>Free some space or choose another place; what was there before is unharmed.</source>
    <translation>Libera espacio o elige otro lugar; lo que había antes está intacto.</translation>
  </message>
  <message>
    <source>{path} cannot be written ({reason}).</source>
    <translation>No se puede escribir {path} ({reason}).</translation>
  </message>
  <message>
    <source>Choose a folder that you may write to.</source>
    <translation>Elige una carpeta en la que tengas permiso para escribir.</translation>
  </message>
  <message>
    <source>{name} is a file, not a model bundle.</source>
    <translation>{name} es un archivo, no la carpeta de un modelo.</translation>
  </message>
  <message>
    <source>A bundle is a folder with a card.toml; `gen-explorer pack` makes one of a run. A session (.json) is opened by `gen-explorer open`.</source>
    <translation>Un modelo es una carpeta con un card.toml; `gen-explorer pack` crea una a partir de un entrenamiento. Una sesión (.json) se abre con `gen-explorer open`.</translation>
  </message>
  <message>
    <source>“{name}” must be a text of at most {limit} characters</source>
    <translation>«{name}» tiene que ser un texto de {limit} caracteres como máximo</translation>
  </message>
</context>
</TS>
