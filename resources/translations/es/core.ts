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
  <message>
    <source>an unexpected fault</source>
    <translation>un fallo inesperado</translation>
  </message>
  <message>
    <source>its contents are not what they should be</source>
    <translation>su contenido no es el que debería</translation>
  </message>
  <message>
    <source>the server answers {code}</source>
    <translation>el servidor responde {code}</translation>
  </message>
  <message>
    <source>no connection</source>
    <translation>no hay conexión</translation>
  </message>
  <message>
    <source>the connection broke off</source>
    <translation>se cortó la conexión</translation>
  </message>
  <message>
    <source>no answer in time</source>
    <translation>no hubo respuesta a tiempo</translation>
  </message>
  <message>
    <source>the disk takes no file that large</source>
    <translation>el disco no admite un archivo tan grande</translation>
  </message>
  <message>
    <source>the memory is not enough</source>
    <translation>la memoria no alcanza</translation>
  </message>
  <message>
    <source>it is not text in UTF-8</source>
    <translation>no es texto en UTF-8</translation>
  </message>
  <message>
    <source>it is not JSON from line {line}, column {column}</source>
    <translation>deja de ser JSON en la línea {line}, columna {column}</translation>
  </message>
  <message>
    <source>it is not TOML</source>
    <translation>no es TOML</translation>
  </message>
  <message>
    <source>it is cut short or damaged</source>
    <translation>está incompleto o dañado</translation>
  </message>
  <message>
    <source>permission is denied</source>
    <translation>falta el permiso</translation>
  </message>
  <message>
    <source>it does not exist</source>
    <translation>no existe</translation>
  </message>
  <message>
    <source>it is there already</source>
    <translation>ya existe</translation>
  </message>
  <message>
    <source>it is a folder</source>
    <translation>es una carpeta</translation>
  </message>
  <message>
    <source>a part of its path is no folder</source>
    <translation>una parte de su ruta no es una carpeta</translation>
  </message>
  <message>
    <source>the folder is not empty</source>
    <translation>la carpeta no está vacía</translation>
  </message>
  <message>
    <source>the disk can only be read</source>
    <translation>el disco es de solo lectura</translation>
  </message>
  <message>
    <source>the disk is full</source>
    <translation>el disco está lleno</translation>
  </message>
  <message>
    <source>the disk fails</source>
    <translation>el disco falla</translation>
  </message>
  <message>
    <source>the disk is not there any more</source>
    <translation>el disco ya no está</translation>
  </message>
  <message>
    <source>the name is too long</source>
    <translation>el nombre es demasiado largo</translation>
  </message>
  <message>
    <source>another program uses it</source>
    <translation>otro programa lo está usando</translation>
  </message>
  <message>
    <source>too many files are open</source>
    <translation>hay demasiados archivos abiertos</translation>
  </message>
  <message>
    <source>it is no picture of a known kind</source>
    <translation>no es una imagen de un tipo conocido</translation>
  </message>
  <message>
    <source>Choose another name or another folder.</source>
    <translation>Elige otro nombre u otra carpeta.</translation>
  </message>
</context>
</TS>
