<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="es" sourcelanguage="en">
<context>
  <name>gen_explorer</name>
  <message>
    <source>A batch of {size} pictures cannot be divided among {count} devices.</source>
    <translation>Un lote de {size} imágenes no se puede repartir entre {count} dispositivos.</translation>
  </message>
  <message>
    <source>Use a --batch-size that is a multiple of {count}.</source>
    <translation>Usa un --batch-size que sea múltiplo de {count}.</translation>
  </message>
  <message>
    <source>This machine has {count} devices for {wanted} processes.</source>
    <translation>Esta máquina tiene {count} dispositivos para {wanted} procesos.</translation>
  </message>
  <message>
    <source>Start fewer of them, or train on processors with --device cpu.</source>
    <translation>Inicia menos procesos, o entrena en procesadores con --device cpu.</translation>
  </message>
  <message>
    <source>Another process of this training ended or does not answer.</source>
    <translation>Otro proceso de este entrenamiento terminó o no responde.</translation>
  </message>
  <message>
    <source>Its own message says why. Go on from the last checkpoint with --resume.</source>
    <translation>Su propio mensaje dice por qué. Continúa desde el último punto de control con --resume.</translation>
  </message>
  <message>
    <source>signal {number}</source>
    <translation>señal {number}</translation>
  </message>
  <message>
    <source>error code {number}</source>
    <translation>código de error {number}</translation>
  </message>
  <message>
    <source>Process {rank} of {count} of this training ended ({how}).</source>
    <translation>El proceso {rank} de {count} de este entrenamiento terminó ({how}).</translation>
  </message>
  <message>
    <source>Nothing saved is lost: go on from the last checkpoint with --resume.</source>
    <translation>No se perdió nada de lo guardado: continúa desde el último punto de control con --resume.</translation>
  </message>
  <message>
    <source>Devices of this machine that share every batch. On several machines, or under a batch scheduler: torchrun ... -m gen_explorer train ...</source>
    <translation>Dispositivos de esta máquina que se reparten cada lote. En varias máquinas, o con un planificador de trabajos: torchrun ... -m gen_explorer train ...</translation>
  </message>
  <message>
    <source>This machine has one device for {wanted} processes.</source>
    <translation>Esta máquina tiene un dispositivo para {wanted} procesos.</translation>
  </message>
</context>
</TS>
