<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="es" sourcelanguage="en">
<context>
  <name>gen_explorer</name>
  <message>
    <source>Reading the run</source>
    <translation>Leyendo el entrenamiento</translation>
  </message>
  <message>
    <source>{name}: {old} → {new}</source>
    <translation>{name}: {old} → {new}</translation>
  </message>
  <message>
    <source>See whether the disk is there, and whether you may read the folder.</source>
    <translation>Comprueba que el disco está disponible y que puedes leer la carpeta.</translation>
  </message>
  <message>
    <source>Paused</source>
    <translation>En pausa</translation>
  </message>
  <message>
    <source>Resumed</source>
    <translation>Reanudado</translation>
  </message>
  <message>
    <source>Stopped</source>
    <translation>Detenido</translation>
  </message>
  <message>
    <source>Failed: {reason}</source>
    <translation>Ha fallado: {reason}</translation>
  </message>
</context>
</TS>
