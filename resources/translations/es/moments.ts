<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="es" sourcelanguage="en">
<context>
  <name>gen_explorer</name>
  <message>
    <source>Step {step}</source>
    <translation>Paso {step}</translation>
  </message>
  <message>
    <source>What this moment of the training draws for the present latent vector.</source>
    <translation>Lo que este momento del entrenamiento dibuja para el vector latente actual.</translation>
  </message>
  <message>
    <source>The same latent vector, drawn by the model as it was at this step: what has it learned since, and what has it lost?</source>
    <translation>El mismo vector latente, dibujado por el modelo tal como era en este paso: ¿qué ha aprendido desde entonces y qué ha perdido?</translation>
  </message>
  <message>
    <source>Choose a moment to see its picture here.</source>
    <translation>Elige un momento para ver aquí su imagen.</translation>
  </message>
  <message>
    <source>Two moments beside each other</source>
    <translation>Dos momentos, uno al lado del otro</translation>
  </message>
  <message>
    <source>The open model has other controls. Open a moment of this run, and its sliders drive both pictures.</source>
    <translation>El modelo abierto tiene otros controles. Abre un momento de este entrenamiento y sus deslizadores moverán las dos imágenes.</translation>
  </message>
  <message>
    <source>No moment was kept: {reason}</source>
    <translation>No se guardó el momento: {reason}</translation>
  </message>
  <message>
    <source>The training goes on without it.</source>
    <translation>El entrenamiento sigue sin él.</translation>
  </message>
</context>
</TS>
