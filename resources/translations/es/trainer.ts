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
    <source>The weights {name} are not numbers any more at step {step}.</source>
    <translation>Los pesos {name} dejaron de ser números en el paso {step}.</translation>
  </message>
  <message>
    <source>It takes a whole number from 0 up.</source>
    <translation>Admite un número entero desde 0.</translation>
  </message>
  <message>
    <source>The trainer broke off by an unexpected fault.</source>
    <translation>El entrenador se interrumpió por un fallo inesperado.</translation>
  </message>
  <message>
    <source>This is a fault of the program; trainer.log has the details.</source>
    <translation>Es un fallo del programa; trainer.log tiene los detalles.</translation>
  </message>
  <message>
    <source>The memory ran out at step {step}.</source>
    <translation>Se agotó la memoria en el paso {step}.</translation>
  </message>
  <message>
    <source>Choose smaller batches, smaller pictures or a narrower network; the last checkpoint is kept.</source>
    <translation>Elige lotes más pequeños, imágenes más pequeñas o una red más estrecha; se conserva el último punto de control.</translation>
  </message>
  <message>
    <source>A file could not be read or written at step {step} ({reason}).</source>
    <translation>No se pudo leer o escribir un archivo en el paso {step} ({reason}).</translation>
  </message>
  <message>
    <source>See that the data and the run's folder are there, then go on with the run.</source>
    <translation>Comprueba que los datos y la carpeta del entrenamiento están ahí y continúa después.</translation>
  </message>
  <message>
    <source>Pictures of one epoch, others every time; 0 takes all.</source>
    <translation>Imágenes de una época, otras cada vez; 0 las toma todas.</translation>
  </message>
  <message>
    <source>Steps between two preview sheets; 0 goes by epochs.</source>
    <translation>Pasos entre dos láminas de muestras; 0 cuenta por épocas.</translation>
  </message>
  <message>
    <source>Models to walk in that stay, spread over the run.</source>
    <translation>Modelos para recorrer que se conservan, repartidos por el entrenamiento.</translation>
  </message>
  <message>
    <source>Stopped before the first step.</source>
    <translation>Detenido antes del primer paso.</translation>
  </message>
  <message>
    <source>It may be loading data. Try again in a minute.</source>
    <translation>Quizá esté cargando datos. Inténtalo de nuevo dentro de un minuto.</translation>
  </message>
  <message>
    <source>trainer.log has the details.</source>
    <translation>Los detalles están en trainer.log.</translation>
  </message>
</context>
</TS>
