<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="es" sourcelanguage="en">
<context>
  <name>data</name>
  <message>
    <source>Scaling the pictures</source>
    <translation>Cambiando el tamaño de las imágenes</translation>
  </message>
  <message>
    <source>There is no data set called {name}.</source>
    <translation>No hay ningún conjunto de datos llamado {name}.</translation>
  </message>
  <message>
    <source>Name a folder of pictures, or one of: {names}.</source>
    <translation>Indica una carpeta de imágenes o uno de estos: {names}.</translation>
  </message>
  <message>
    <source>The pictures and labels in {path} do not fit together.</source>
    <translation>Las imágenes y las etiquetas de {path} no concuerdan entre sí.</translation>
  </message>
  <message>
    <source>Delete that folder; the next use fetches it again.</source>
    <translation>Borra esa carpeta; se descargará de nuevo la próxima vez que se use.</translation>
  </message>
  <message>
    <source>The data file {path} cannot be read ({reason}).</source>
    <translation>No se puede leer el archivo de datos {path} ({reason}).</translation>
  </message>
  <message>
    <source>Delete it; the next use fetches it again.</source>
    <translation>Bórralo; se descargará de nuevo la próxima vez que se use.</translation>
  </message>
  <message>
    <source>Downloading {name}</source>
    <translation>Descargando {name}</translation>
  </message>
  <message>
    <source>its checksum differs</source>
    <translation>su suma de comprobación es distinta</translation>
  </message>
  <message>
    <source>{name} could not be downloaded ({reason}).</source>
    <translation>No se pudo descargar {name} ({reason}).</translation>
  </message>
  <message>
    <source>Connect to the internet and try again, set GEN_EXPLORER_DATA to a folder that has the data, or use the data set digits, which is always here.</source>
    <translation>Conéctate a internet e inténtalo de nuevo, asigna a GEN_EXPLORER_DATA una carpeta que contenga los datos o usa el conjunto de datos digits, que siempre está disponible.</translation>
  </message>
  <message>
    <source>not stated</source>
    <translation>no indicada</translation>
  </message>
  <message>
    <source>Reading the pictures</source>
    <translation>Leyendo las imágenes</translation>
  </message>
  <message>
    <source>A picture in {path} cannot be read any more ({reason}).</source>
    <translation>Una imagen de {path} ya no se puede leer ({reason}).</translation>
  </message>
  <message>
    <source>Leave the folder as it is while it is used, or open it again.</source>
    <translation>No modifiques la carpeta mientras se usa, o vuelve a abrirla.</translation>
  </message>
  <message>
    <source>{count} pictures in {path} cannot be read and were left out: {names}</source>
    <translation>No se pueden leer {count} imágenes de {path} y se han omitido: {names}</translation>
  </message>
  <message>
    <source>There is no readable picture in {path}.</source>
    <translation>No hay ninguna imagen legible en {path}.</translation>
  </message>
  <message>
    <source>Choose a folder that holds pictures (PNG, JPEG, WebP, TIFF ...) or folders of them.</source>
    <translation>Elige una carpeta que contenga imágenes (PNG, JPEG, WebP, TIFF...) o carpetas con ellas.</translation>
  </message>
  <message>
    <source>{data} has no class called {name}.</source>
    <translation>{data} no tiene ninguna clase llamada {name}.</translation>
  </message>
  <message>
    <source>Its classes are: {names}.</source>
    <translation>Sus clases son: {names}.</translation>
  </message>
  <message>
    <source>There is no {folder} in the data folders.</source>
    <translation>No hay ninguna carpeta {folder} entre los datos.</translation>
  </message>
  <message>
    <source>Get it from {page} (43 GB) and unpack it into {path}.</source>
    <translation>Descárgala de {page} (43 GB) y descomprímela en {path}.</translation>
  </message>
  <message>
    <source>Reading {data} needs the package {package}.</source>
    <translation>Para leer {data} hace falta el paquete {package}.</translation>
  </message>
  <message>
    <source>A picture of {data} cannot be read ({reason}).</source>
    <translation>No se puede leer una imagen de {data} ({reason}).</translation>
  </message>
  <message>
    <source>Get that database again; it is not whole.</source>
    <translation>Descarga de nuevo esa base de datos; no está completa.</translation>
  </message>
  <message>
    <source>more than {count} bytes came</source>
    <translation>llegaron más de {count} bytes</translation>
  </message>
  <message>
    <source>One picture in {path} cannot be read and was left out: {names}</source>
    <translation>No se puede leer una imagen de {path} y se ha omitido: {names}</translation>
  </message>
  <message>
    <source>Install it with: {command} (the extra {extra} of this program has it).</source>
    <translation>Instálalo con: {command} (lo trae el extra {extra} de este programa).</translation>
  </message>
</context>
</TS>
