<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="es" sourcelanguage="en">
<context>
  <name>engine</name>
  <message>
    <source>{model}: {height} x {width} x {channels}, {parameters} parameters, on {device}</source>
    <translation>{model}: {height} x {width} x {channels}, {parameters} parámetros, en {device}</translation>
  </message>
  <message>
    <source>no GPU</source>
    <translation>sin GPU</translation>
  </message>
  <message>
    <source>the bare forward pass of the same network in its fastest form, called in a loop: onnxruntime on the CPU, the captured graph on a GPU</source>
    <translation>la pasada hacia delante de la misma red, sola y en su forma más rápida, llamada en un bucle: onnxruntime en la CPU, el grafo capturado en una GPU</translation>
  </message>
  <message>
    <source>from submitting a recipe to holding the finished packed picture, by way of the render thread</source>
    <translation>desde que se entrega una receta hasta que se tiene la imagen empaquetada y terminada, a través del hilo de dibujo</translation>
  </message>
  <message>
    <source>torch's eager pass, scaled to bytes and converted in numpy, no thread</source>
    <translation>la pasada inmediata de torch, escalada a bytes y convertida en numpy, sin hilo propio</translation>
  </message>
  <message>
    <source>torch's eager pass and the steps of the StyleGAN3 visualizer after it</source>
    <translation>la pasada inmediata de torch y los pasos que el visualizador de StyleGAN3 da después</translation>
  </message>
  <message>
    <source>cores: {number}</source>
    <translation>núcleos: {number}</translation>
  </message>
  <message>
    <source>form</source>
    <translation>forma</translation>
  </message>
  <message>
    <source>median ms</source>
    <translation>mediana ms</translation>
  </message>
  <message>
    <source>p99 ms</source>
    <translation>p99 ms</translation>
  </message>
  <message>
    <source>CPU ms</source>
    <translation>CPU ms</translation>
  </message>
  <message>
    <source>frames</source>
    <translation>imágenes</translation>
  </message>
  <message>
    <source>The render thread did not answer.</source>
    <translation>El hilo de dibujo no respondió.</translation>
  </message>
  <message>
    <source>Try again with --device cpu.</source>
    <translation>Vuelve a intentarlo con --device cpu.</translation>
  </message>
  <message>
    <source>engine over raw, wall time: {ratio}</source>
    <translation>engine entre raw, tiempo de reloj: {ratio}</translation>
  </message>
  <message>
    <source>engine over raw, CPU time: {ratio}, that is {added} ms more</source>
    <translation>engine entre raw, tiempo de CPU: {ratio}, es decir, {added} ms más</translation>
  </message>
  <message>
    <source>{path} is not a decoder that can be run.</source>
    <translation>{path} no es un decodificador que se pueda ejecutar.</translation>
  </message>
  <message>
    <source>This machine has no device {name}.</source>
    <translation>Esta máquina no tiene el dispositivo {name}.</translation>
  </message>
  <message>
    <source>It has: {names}.</source>
    <translation>Tiene: {names}.</translation>
  </message>
  <message>
    <source>Too much is waiting to be computed.</source>
    <translation>Hay demasiado esperando a ser calculado.</translation>
  </message>
  <message>
    <source>Wait until some of it is done.</source>
    <translation>Espera a que termine una parte.</translation>
  </message>
  <message>
    <source>{device} cannot draw this model ({reason}); the CPU draws it instead.</source>
    <translation>{device} no puede dibujar este modelo ({reason}); lo dibuja la CPU en su lugar.</translation>
  </message>
  <message>
    <source>The model could not be loaded ({reason}).</source>
    <translation>No se pudo cargar el modelo ({reason}).</translation>
  </message>
  <message>
    <source>Open the model again; if this comes back, report it with the log file.</source>
    <translation>Vuelve a abrir el modelo; si el error se repite, comunícalo junto con el archivo de registro.</translation>
  </message>
  <message>
    <source>Open the model that these values were made for.</source>
    <translation>Abre el modelo para el que se hicieron estos valores.</translation>
  </message>
  <message>
    <source>The picture could not be computed ({reason}).</source>
    <translation>No se pudo calcular la imagen ({reason}).</translation>
  </message>
  <message>
    <source>This model takes {size} latent values a picture, not {shape}.</source>
    <translation>Este modelo necesita {size} valores latentes por imagen, no {shape}.</translation>
  </message>
  <message>
    <source>Open it by hand first: gen-explorer open</source>
    <translation>Ábrela primero a mano: gen-explorer open</translation>
  </message>
  <message>
    <source>our first line of code runs</source>
    <translation>se ejecuta nuestra primera línea de código</translation>
  </message>
  <message>
    <source>Qt is imported and its application made</source>
    <translation>Qt está importado y su aplicación creada</translation>
  </message>
  <message>
    <source>the window was painted for the first time</source>
    <translation>la ventana se pintó por primera vez</translation>
  </message>
  <message>
    <source>the first picture was painted</source>
    <translation>se pintó la primera imagen</translation>
  </message>
  <message>
    <source>the map was painted</source>
    <translation>se pintó el mapa</translation>
  </message>
  <message>
    <source>torch is imported</source>
    <translation>torch está importado</translation>
  </message>
  <message>
    <source>imports, milliseconds:</source>
    <translation>importaciones, milisegundos:</translation>
  </message>
  <message>
    <source>torch was loaded</source>
    <translation>torch se cargó</translation>
  </message>
  <message>
    <source>torch was not loaded</source>
    <translation>torch no se cargó</translation>
  </message>
  <message>
    <source>The window could not be measured ({reason}).</source>
    <translation>No se pudo medir la ventana ({reason}).</translation>
  </message>
  <message>
    <source>start of the window with {model}, seconds:</source>
    <translation>arranque de la ventana con {model}, segundos:</translation>
  </message>
  <message>
    <source>it took longer than {count} seconds</source>
    <translation>tardó más de {count} segundos</translation>
  </message>
  <message>
    <source>latency p50</source>
    <translation>latencia p50</translation>
  </message>
  <message>
    <source>latency p99</source>
    <translation>latencia p99</translation>
  </message>
  <message>
    <source>frames/s</source>
    <translation>imágenes/s</translation>
  </message>
  <message>
    <source>stall</source>
    <translation>parón</translation>
  </message>
  <message>
    <source>beat p50</source>
    <translation>pulso p50</translation>
  </message>
  <message>
    <source>beat p99</source>
    <translation>pulso p99</translation>
  </message>
  <message>
    <source>GUI a frame</source>
    <translation>GUI/imagen</translation>
  </message>
  <message>
    <source>GUI busy</source>
    <translation>GUI ocupada</translation>
  </message>
  <message>
    <source>{model}: dragged for {seconds} s, a pass of {ms} ms</source>
    <translation>{model}: arrastrado durante {seconds} s, una pasada de {ms} ms</translation>
  </message>
  <message>
    <source>Milliseconds. Latency: from the mouse's event at the slider to the flushed picture. Stall: the longest time without an answer. Beat: how late a 4 ms timer fires. GUI: what its thread computed for each picture, and its share of the time. Naive: decoded in the slider's callback with eager torch, shown as a QPixmap. Empty: no picture at all, only the slider and the rest of the window.</source>
    <translation>Milisegundos. Latencia: desde que el ratón mueve el deslizador hasta la imagen enviada a la pantalla. Parón: el mayor tiempo sin respuesta. Pulso: cuánto se retrasa un temporizador de 4 ms. GUI: lo que su hilo calculó por cada imagen y su parte del tiempo. Naive: decodificado en la propia función del deslizador con torch inmediato y mostrado como QPixmap. Empty: sin imagen alguna, solo el deslizador y el resto de la ventana.</translation>
  </message>
  <message>
    <source>There is no slider to drag.</source>
    <translation>No hay ningún deslizador que arrastrar.</translation>
  </message>
  <message>
    <source>Open the panel Sliders first.</source>
    <translation>Abre primero el panel Deslizadores.</translation>
  </message>
  <message>
    <source>The window did not answer in time.</source>
    <translation>La ventana no respondió a tiempo.</translation>
  </message>
  <message>
    <source>  pictures' share of the GUI thread, engine over naive: {ratio}</source>
    <translation>  parte de las imágenes en el hilo de la GUI, engine entre naive: {ratio}</translation>
  </message>
  <message>
    <source>A map of {points} points, p50 and p99: pan {pan}, zoom {zoom}, cursor {cursor}</source>
    <translation>Un mapa de {points} puntos, p50 y p99: desplazar {pan}, ampliar {zoom}, cursor {cursor}</translation>
  </message>
  <message>
    <source>steps a second alone: {speeds}</source>
    <translation>pasos por segundo a solas: {speeds}</translation>
  </message>
  <message>
    <source>watched by the window: {speeds}; it costs {cost}</source>
    <translation>con la ventana mirando: {speeds}; cuesta {cost}</translation>
  </message>
  <message>
    <source>while a slider is dragged: {speeds}</source>
    <translation>mientras se arrastra un deslizador: {speeds}</translation>
  </message>
  <message>
    <source>slider to picture: p50 {p50} ms, p99 {p99} ms (the worst round)</source>
    <translation>del deslizador a la imagen: p50 {p50} ms, p99 {p99} ms (la peor ronda)</translation>
  </message>
  <message>
    <source>curves behind the trainer: p50 {p50} ms, at most {most} ms</source>
    <translation>retraso de las curvas: p50 {p50} ms, como mucho {most} ms</translation>
  </message>
  <message>
    <source>Training was too slow to be measured.</source>
    <translation>El entrenamiento fue demasiado lento para medirlo.</translation>
  </message>
  <message>
    <source>Measure for longer: --seconds 60.</source>
    <translation>Mide durante más tiempo: --seconds 60.</translation>
  </message>
  <message>
    <source>Measure what the window and a training cost each other, with a GAN.</source>
    <translation>Mide lo que la ventana y un entrenamiento se cuestan el uno al otro, con una GAN.</translation>
  </message>
  <message>
    <source>its curves: shown in {open:.2f} s; p50 and p99 of panning {pan} ms, of zooming {zoom} ms, of the crosshair {cross} ms; a new line is painted after {follow:.0f} ms at most</source>
    <translation>sus curvas: visibles en {open:.2f} s; p50 y p99 de desplazar {pan} ms, de ampliar {zoom} ms, de la cruz {cross} ms; una línea nueva se pinta a los {follow:.0f} ms como mucho</translation>
  </message>
  <message>
    <source>  memory: {first} MB at the start of the drag, {last} MB at its end</source>
    <translation>  memoria: {first} MB al empezar a arrastrar, {last} MB al acabar</translation>
  </message>
  <message>
    <source>it broke off</source>
    <translation>se interrumpió</translation>
  </message>
</context>
</TS>
