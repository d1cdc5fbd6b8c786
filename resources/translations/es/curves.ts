<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="es" sourcelanguage="en">
<context>
  <name>gen_explorer</name>
  <message>
    <source>{name}, hidden</source>
    <translation>{name}, oculta</translation>
  </message>
  <message>
    <source>Lines of “{title}”</source>
    <translation>Líneas de «{title}»</translation>
  </message>
  <message>
    <source>A click hides a line, another one shows it again.</source>
    <translation>Un clic oculta una línea; otro la vuelve a mostrar.</translation>
  </message>
  <message>
    <source>Point at a place to read every line there. The wheel zooms, dragging moves, a double click shows everything.</source>
    <translation>Señala un lugar para leer ahí todas las líneas. La rueda amplía, arrastrar desplaza y un doble clic muestra todo.</translation>
  </message>
  <message>
    <source>{path} could not be written as a picture.</source>
    <translation>{path} no se pudo escribir como imagen.</translation>
  </message>
</context>
</TS>
