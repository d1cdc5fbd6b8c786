<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="es" sourcelanguage="en">
<context>
  <name>gen_explorer</name>
  <message>
    <source>The run {path} is being trained already.</source>
    <translation>El entrenamiento {path} ya está en marcha.</translation>
  </message>
  <message>
    <source>Stop it first, or choose another folder.</source>
    <translation>Deténlo primero, o elige otra carpeta.</translation>
  </message>
  <message>
    <source>{path} holds files that no training wrote: {names}.</source>
    <translation>{path} contiene archivos que ningún entrenamiento escribió: {names}.</translation>
  </message>
  <message>
    <source>Move them elsewhere, then discard the run.</source>
    <translation>Muévelos a otro sitio y descarta después el entrenamiento.</translation>
  </message>
  <message>
    <source>The trainer of {path} does not answer.</source>
    <translation>El proceso que entrena {path} no responde.</translation>
  </message>
  <message>
    <source>It may be loading data. Try again in a minute.</source>
    <translation>Quizá esté cargando datos. Inténtalo de nuevo dentro de un minuto.</translation>
  </message>
</context>
</TS>
