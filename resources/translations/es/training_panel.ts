<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="es" sourcelanguage="en">
<context>
  <name>gen_explorer</name>
  <message>
    <source>Use smaller pictures, a smaller network or a smaller batch.</source>
    <translation>Usa imágenes más pequeñas, una red más pequeña o un lote más pequeño.</translation>
  </message>
  <message>
    <source>This run cannot be tried out.</source>
    <translation>No se puede probar este entrenamiento.</translation>
  </message>
  <message>
    <source>It lies between {low} and {high}.</source>
    <translation>Está entre {low} y {high}.</translation>
  </message>
  <message>
    <source>From 0 to below {high}.</source>
    <translation>Desde 0 y por debajo de {high}.</translation>
  </message>
  <message>
    <source>It is a multiple of {number}.</source>
    <translation>Es un múltiplo de {number}.</translation>
  </message>
  <message>
    <source>It is {low} or more.</source>
    <translation>Es {low} o más.</translation>
  </message>
  <message>
    <source>&amp;Training</source>
    <translation>E&amp;ntrenamiento</translation>
  </message>
  <message>
    <source>Training</source>
    <translation>Entrenamiento</translation>
  </message>
  <message>
    <source>No run is watched. Set one up and press Start, or choose one under All runs.</source>
    <translation>No se sigue ningún entrenamiento. Prepara uno y pulsa Empezar, o elige uno en Todos.</translation>
  </message>
  <message>
    <source>Set up a training</source>
    <translation>Preparar un entrenamiento</translation>
  </message>
  <message>
    <source>What to train, from which pictures, for how long.</source>
    <translation>Qué se entrena, con qué imágenes y durante cuánto tiempo.</translation>
  </message>
  <message>
    <source>Change while it learns</source>
    <translation>Cambiar mientras aprende</translation>
  </message>
  <message>
    <source>Alarms</source>
    <translation>Alarmas</translation>
  </message>
  <message>
    <source>Its curves, pictures, moments and checkpoints are deleted. This cannot be undone.</source>
    <translation>Se borran sus curvas, imágenes, momentos y puntos de control. No se puede deshacer.</translation>
  </message>
  <message>
    <source>Discard</source>
    <translation>Descartar</translation>
  </message>
  <message>
    <source>It was left running when the window was closed.</source>
    <translation>Siguió en marcha al cerrar la ventana.</translation>
  </message>
  <message>
    <source>Watch it</source>
    <translation>Seguirlo</translation>
  </message>
  <message>
    <source>Set up</source>
    <translation>Preparar</translation>
  </message>
  <message>
    <source>Run</source>
    <translation>En curso</translation>
  </message>
  <message>
    <source>The run that is watched: how it does, and what can be changed.</source>
    <translation>El entrenamiento que se sigue: cómo va y qué se puede cambiar.</translation>
  </message>
  <message>
    <source>All runs</source>
    <translation>Todos</translation>
  </message>
  <message>
    <source>Runs that go on or went before, here or elsewhere.</source>
    <translation>Los entrenamientos en marcha o anteriores, aquí o en otro lugar.</translation>
  </message>
  <message>
    <source>Discard the run {name}?</source>
    <translation>¿Descartar el entrenamiento {name}?</translation>
  </message>
  <message>
    <source>A training goes on in the background: {name}.</source>
    <translation>Un entrenamiento sigue en segundo plano: {name}.</translation>
  </message>
  <message>
    <source>Model family</source>
    <translation>Familia del modelo</translation>
  </message>
  <message>
    <source>The kind of model, in the order in which a course teaches them.</source>
    <translation>El tipo de modelo, en el orden en que los enseña un curso.</translation>
  </message>
  <message>
    <source>As a shipped model…</source>
    <translation>Como un modelo incluido…</translation>
  </message>
  <message>
    <source>As a shipped model</source>
    <translation>Como un modelo incluido</translation>
  </message>
  <message>
    <source>Exactly the settings that a model of the library was trained with.</source>
    <translation>Exactamente los ajustes con que se entrenó un modelo de la biblioteca.</translation>
  </message>
  <message>
    <source>All settings</source>
    <translation>Todos los ajustes</translation>
  </message>
  <message>
    <source>Shows every setting of the training and of the model, each with its explanation.</source>
    <translation>Muestra todos los ajustes del entrenamiento y del modelo, cada uno con su explicación.</translation>
  </message>
  <message>
    <source>A setting cannot be used as it is: see All settings.</source>
    <translation>Un ajuste no se puede usar tal como está: véase Todos los ajustes.</translation>
  </message>
  <message>
    <source>Start the training</source>
    <translation>Empezar el entrenamiento</translation>
  </message>
  <message>
    <source>Trains in a process of its own: the window stays free, and may even be closed.</source>
    <translation>Entrena en un proceso propio: la ventana queda libre e incluso se puede cerrar.</translation>
  </message>
  <message>
    <source>Timing some steps on this computer…</source>
    <translation>Cronometrando unos pasos en este equipo…</translation>
  </message>
  <message>
    <source>Some real steps with these settings were timed in a process of their own. Other work on this computer makes it slower.</source>
    <translation>Se cronometraron algunos pasos reales con estos ajustes en un proceso propio. Si el equipo hace otras cosas, tarda más.</translation>
  </message>
  <message>
    <source>What learns</source>
    <translation>Qué aprende</translation>
  </message>
  <message>
    <source>From which pictures</source>
    <translation>Con qué imágenes</translation>
  </message>
  <message>
    <source>For how long</source>
    <translation>Durante cuánto tiempo</translation>
  </message>
  <message>
    <source>Size</source>
    <translation>Tamaño</translation>
  </message>
  <message>
    <source>Classroom · 2 min</source>
    <translation>Clase · 2 min</translation>
  </message>
  <message>
    <source>A small network: something to see at once, and done in about two minutes.</source>
    <translation>Una red pequeña: se ve algo enseguida y termina en unos dos minutos.</translation>
  </message>
  <message>
    <source>Good · 30 min</source>
    <translation>Bueno · 30 min</translation>
  </message>
  <message>
    <source>The usual network, for as long as half an hour lets it learn.</source>
    <translation>La red habitual, durante lo que media hora le permita aprender.</translation>
  </message>
  <message>
    <source>Starting…</source>
    <translation>Empezando…</translation>
  </message>
  <message>
    <source>Start</source>
    <translation>Empezar</translation>
  </message>
  <message>
    <source>{count} weights</source>
    <translation>{count} pesos</translation>
  </message>
  <message>
    <source>A training is going on. Another one runs beside it, and both take longer.</source>
    <translation>Hay un entrenamiento en marcha. Otro iría a la vez, y los dos tardarían más.</translation>
  </message>
  <message>
    <source>As {model}</source>
    <translation>Como {model}</translation>
  </message>
  <message>
    <source>About {time} (measured here)</source>
    <translation>Unos {time} (medido aquí)</translation>
  </message>
  <message>
    <source>{steps} steps</source>
    <translation>{steps} pasos</translation>
  </message>
  <message>
    <source>{size} GB of memory</source>
    <translation>{size} GB de memoria</translation>
  </message>
  <message>
    <source>Tells classes apart; its last layer is a latent space to walk in.</source>
    <translation>Distingue las clases; su última capa es un espacio latente que se puede recorrer.</translation>
  </message>
  <message>
    <source>Each pixel by itself, given the class: the plainest of all generators.</source>
    <translation>Cada píxel por su cuenta, dada la clase: el generador más sencillo.</translation>
  </message>
  <message>
    <source>Squeezes pictures through a few numbers and draws them again.</source>
    <translation>Comprime las imágenes en unos pocos números y las vuelve a dibujar.</translation>
  </message>
  <message>
    <source>An autoencoder with a distribution: its latent space can be sampled.</source>
    <translation>Un autoencoder con una distribución: su espacio latente se puede muestrear.</translation>
  </message>
  <message>
    <source>Two networks play a game: one draws, the other tells drawn from real.</source>
    <translation>Dos redes juegan: una dibuja y la otra distingue lo dibujado de lo real.</translation>
  </message>
  <message>
    <source>A GAN that is told which class to draw.</source>
    <translation>Una GAN a la que se le dice qué clase dibujar.</translation>
  </message>
  <message>
    <source>A GAN with codes that it finds a meaning for by itself.</source>
    <translation>Una GAN con códigos a los que ella misma da significado.</translation>
  </message>
  <message>
    <source>Draws what a caption says: first small and rough, then large.</source>
    <translation>Dibuja lo que dice un texto: primero pequeño y tosco, luego grande.</translation>
  </message>
  <message>
    <source>An autoencoder guides the generator, against mode collapse.</source>
    <translation>Un autoencoder guía al generador, contra el colapso de modos.</translation>
  </message>
  <message>
    <source>A VAE whose pictures are judged by a discriminator, to be sharper.</source>
    <translation>Un VAE cuyas imágenes juzga un discriminador, para que sean más nítidas.</translation>
  </message>
  <message>
    <source>Pictures as discrete codes on two levels, and a model of the codes.</source>
    <translation>Imágenes como códigos discretos en dos niveles, y un modelo de los códigos.</translation>
  </message>
  <message>
    <source>Draws pixel by pixel and knows each picture's exact probability.</source>
    <translation>Dibuja píxel a píxel y conoce la probabilidad exacta de cada imagen.</translation>
  </message>
  <message>
    <source>Pixel by pixel with a recurrent network: slower, but it sees further.</source>
    <translation>Píxel a píxel con una red recurrente: más lenta, pero ve más lejos.</translation>
  </message>
  <message>
    <source>A GAN made of transformers alone, without convolutions.</source>
    <translation>Una GAN hecha solo de transformers, sin convoluciones.</translation>
  </message>
  <message>
    <source>discriminator</source>
    <translation>discriminador</translation>
  </message>
  <message>
    <source>generator</source>
    <translation>generador</translation>
  </message>
  <message>
    <source>encoder</source>
    <translation>codificador</translation>
  </message>
  <message>
    <source>decoder</source>
    <translation>decodificador</translation>
  </message>
  <message>
    <source>autoencoder</source>
    <translation>autoencoder</translation>
  </message>
  <message>
    <source>classifier</source>
    <translation>clasificador</translation>
  </message>
  <message>
    <source>guide</source>
    <translation>guía</translation>
  </message>
  <message>
    <source>prior</source>
    <translation>prior</translation>
  </message>
  <message>
    <source>codes</source>
    <translation>códigos</translation>
  </message>
  <message>
    <source>likelihood</source>
    <translation>verosimilitud</translation>
  </message>
  <message>
    <source>Picture side (px)</source>
    <translation>Lado de la imagen (px)</translation>
  </message>
  <message>
    <source>Colours</source>
    <translation>Colores</translation>
  </message>
  <message>
    <source>Classes</source>
    <translation>Clases</translation>
  </message>
  <message>
    <source>Latent size</source>
    <translation>Tamaño latente</translation>
  </message>
  <message>
    <source>Network</source>
    <translation>Red</translation>
  </message>
  <message>
    <source>Width</source>
    <translation>Anchura</translation>
  </message>
  <message>
    <source>Width of stage II</source>
    <translation>Anchura de la etapa II</translation>
  </message>
  <message>
    <source>Decoder's width</source>
    <translation>Anchura del decodificador</translation>
  </message>
  <message>
    <source>Discriminator's width</source>
    <translation>Anchura del discriminador</translation>
  </message>
  <message>
    <source>Attention head's width</source>
    <translation>Anchura de la cabeza de atención</translation>
  </message>
  <message>
    <source>Prior's width</source>
    <translation>Anchura del prior</translation>
  </message>
  <message>
    <source>Blocks</source>
    <translation>Bloques</translation>
  </message>
  <message>
    <source>Discriminator's blocks</source>
    <translation>Bloques del discriminador</translation>
  </message>
  <message>
    <source>MLP expansion</source>
    <translation>Expansión del MLP</translation>
  </message>
  <message>
    <source>Layers</source>
    <translation>Capas</translation>
  </message>
  <message>
    <source>Layers over top codes</source>
    <translation>Capas sobre los códigos superiores</translation>
  </message>
  <message>
    <source>Layers over bottom codes</source>
    <translation>Capas sobre los códigos inferiores</translation>
  </message>
  <message>
    <source>Grey levels</source>
    <translation>Niveles de gris</translation>
  </message>
  <message>
    <source>Code size</source>
    <translation>Tamaño del código</translation>
  </message>
  <message>
    <source>Caption vector</source>
    <translation>Vector del texto</translation>
  </message>
  <message>
    <source>Condition size</source>
    <translation>Tamaño de la condición</translation>
  </message>
  <message>
    <source>Vocabulary</source>
    <translation>Vocabulario</translation>
  </message>
  <message>
    <source>Words</source>
    <translation>Palabras</translation>
  </message>
  <message>
    <source>Captions</source>
    <translation>Textos</translation>
  </message>
  <message>
    <source>Told the class by</source>
    <translation>Se le dice la clase por</translation>
  </message>
  <message>
    <source>Prior of z</source>
    <translation>Prior de z</translation>
  </message>
  <message>
    <source>Loss</source>
    <translation>Pérdida</translation>
  </message>
  <message>
    <source>Codebook decay</source>
    <translation>Decaimiento del diccionario</translation>
  </message>
  <message>
    <source>Commitment</source>
    <translation>Compromiso</translation>
  </message>
  <message>
    <source>Prior begins at (share)</source>
    <translation>El prior empieza en (fracción)</translation>
  </message>
  <message>
    <source>Penalty</source>
    <translation>Penalización</translation>
  </message>
  <message>
    <source>Penalty weight</source>
    <translation>Peso de la penalización</translation>
  </message>
  <message>
    <source>Augmentation</source>
    <translation>Aumento de datos</translation>
  </message>
  <message>
    <source>Label smoothing</source>
    <translation>Suavizado de etiquetas</translation>
  </message>
  <message>
    <source>Learning rate</source>
    <translation>Tasa de aprendizaje</translation>
  </message>
  <message>
    <source>Generator's learning rate</source>
    <translation>Tasa del generador</translation>
  </message>
  <message>
    <source>Prior's learning rate</source>
    <translation>Tasa del prior</translation>
  </message>
  <message>
    <source>Autoencoder's learning rate</source>
    <translation>Tasa del autoencoder</translation>
  </message>
  <message>
    <source>Autoencoder's share</source>
    <translation>Fracción del autoencoder</translation>
  </message>
  <message>
    <source>Guidance</source>
    <translation>Guía</translation>
  </message>
  <message>
    <source>Weight of the code</source>
    <translation>Peso del código</translation>
  </message>
  <message>
    <source>Weight of the dials</source>
    <translation>Peso de los códigos continuos</translation>
  </message>
  <message>
    <source>Weight of KL</source>
    <translation>Peso de la KL</translation>
  </message>
  <message>
    <source>Labelled share</source>
    <translation>Fracción etiquetada</translation>
  </message>
  <message>
    <source>Least spread</source>
    <translation>Dispersión mínima</translation>
  </message>
  <message>
    <source>Corruption</source>
    <translation>Corrupción</translation>
  </message>
  <message>
    <source>Amount of corruption</source>
    <translation>Cantidad de corrupción</translation>
  </message>
  <message>
    <source>Standardised codes</source>
    <translation>Códigos estandarizados</translation>
  </message>
  <message>
    <source>Black and white</source>
    <translation>Blanco y negro</translation>
  </message>
  <message>
    <source>Dropout</source>
    <translation>Dropout</translation>
  </message>
  <message>
    <source>Shift (px)</source>
    <translation>Desplazamiento (px)</translation>
  </message>
  <message>
    <source>Mirror</source>
    <translation>Reflejar</translation>
  </message>
  <message>
    <source>Epochs</source>
    <translation>Épocas</translation>
  </message>
  <message>
    <source>Batch size</source>
    <translation>Tamaño del lote</translation>
  </message>
  <message>
    <source>Schedule</source>
    <translation>Programa</translation>
  </message>
  <message>
    <source>Precision</source>
    <translation>Precisión</translation>
  </message>
  <message>
    <source>EMA decay</source>
    <translation>Decaimiento de la EMA</translation>
  </message>
  <message>
    <source>Pictures of an epoch</source>
    <translation>Imágenes de una época</translation>
  </message>
  <message>
    <source>Log every (steps)</source>
    <translation>Registrar cada (pasos)</translation>
  </message>
  <message>
    <source>Preview every (epochs)</source>
    <translation>Muestras cada (épocas)</translation>
  </message>
  <message>
    <source>Preview every (steps)</source>
    <translation>Muestras cada (pasos)</translation>
  </message>
  <message>
    <source>Checkpoint every (epochs)</source>
    <translation>Punto de control cada (épocas)</translation>
  </message>
  <message>
    <source>Checkpoints kept</source>
    <translation>Puntos de control guardados</translation>
  </message>
  <message>
    <source>Moments kept</source>
    <translation>Momentos guardados</translation>
  </message>
  <message>
    <source>Learning rate: {objective}</source>
    <translation>Tasa de aprendizaje: {objective}</translation>
  </message>
  <message>
    <source>Moves every so many steps: {objective}</source>
    <translation>Se mueve cada tantos pasos: {objective}</translation>
  </message>
  <message>
    <source>Pause the training</source>
    <translation>Pausar el entrenamiento</translation>
  </message>
  <message>
    <source>Holds the training between two steps; everything stays as it is.</source>
    <translation>Detiene el entrenamiento entre dos pasos; todo queda como está.</translation>
  </message>
  <message>
    <source>One training step</source>
    <translation>Un paso de entrenamiento</translation>
  </message>
  <message>
    <source>Learns from one batch, then waits: each loss of the curves moves by a point.</source>
    <translation>Aprende de un lote y espera: cada pérdida de las curvas avanza un punto.</translation>
  </message>
  <message>
    <source>Resume the training</source>
    <translation>Reanudar el entrenamiento</translation>
  </message>
  <message>
    <source>Goes on from the newest checkpoint, as if the run had never been stopped.</source>
    <translation>Sigue desde el último punto de control, como si nunca se hubiera detenido.</translation>
  </message>
  <message>
    <source>Stop the training and keep it</source>
    <translation>Detener el entrenamiento y conservarlo</translation>
  </message>
  <message>
    <source>Saves a checkpoint and ends. The run can go on later.</source>
    <translation>Guarda un punto de control y termina. Se puede seguir más tarde.</translation>
  </message>
  <message>
    <source>Discard the run…</source>
    <translation>Descartar el entrenamiento…</translation>
  </message>
  <message>
    <source>Ends the training and deletes all that this run has written.</source>
    <translation>Termina el entrenamiento y borra todo lo que ha escrito.</translation>
  </message>
  <message>
    <source>Open run folder…</source>
    <translation>Abrir carpeta…</translation>
  </message>
  <message>
    <source>Any run, finished or going on, also one that another computer writes to a shared disk.</source>
    <translation>Cualquier entrenamiento, terminado o en marcha, también uno que otro equipo escribe en un disco compartido.</translation>
  </message>
  <message>
    <source>TensorBoard file…</source>
    <translation>Archivo de TensorBoard…</translation>
  </message>
  <message>
    <source>Curves of other programs: an event file that TensorBoard reads.</source>
    <translation>Curvas de otros programas: un archivo de eventos que lee TensorBoard.</translation>
  </message>
  <message>
    <source>This run has no moments to open yet.</source>
    <translation>Este entrenamiento aún no tiene momentos que abrir.</translation>
  </message>
  <message>
    <source>The first one is kept with the first preview.</source>
    <translation>El primero se guarda con las primeras muestras.</translation>
  </message>
  <message>
    <source>A click goes to that step on the curves and in the film.</source>
    <translation>Un clic lleva a ese paso en las curvas y en la película.</translation>
  </message>
  <message>
    <source>Nothing to worry about so far. Collapse, overfitting and the like show up here.</source>
    <translation>Nada preocupante por ahora. Aquí aparecen el colapso, el sobreajuste y otros problemas.</translation>
  </message>
  <message>
    <source>{what} Since step {step}.</source>
    <translation>{what} Desde el paso {step}.</translation>
  </message>
  <message>
    <source>Own folder of pictures…</source>
    <translation>Carpeta propia de imágenes…</translation>
  </message>
  <message>
    <source>Data set</source>
    <translation>Conjunto de datos</translation>
  </message>
  <message>
    <source>The pictures to learn from. A folder of your own works too; its sub-folders are the classes.</source>
    <translation>Las imágenes de las que se aprende. También vale una carpeta propia; sus subcarpetas son las clases.</translation>
  </message>
  <message>
    <source>Classes to train on</source>
    <translation>Clases con las que se entrena</translation>
  </message>
  <message>
    <source>Train on some of the classes only: faster, and the samples are easier to judge.</source>
    <translation>Entrenar solo con algunas clases: es más rápido y las muestras se juzgan mejor.</translation>
  </message>
  <message>
    <source>Some pictures of the data set</source>
    <translation>Algunas imágenes del conjunto de datos</translation>
  </message>
  <message>
    <source>Some of the pictures that the model will learn from.</source>
    <translation>Algunas de las imágenes de las que aprenderá el modelo.</translation>
  </message>
  <message>
    <source>Folder of pictures</source>
    <translation>Carpeta de imágenes</translation>
  </message>
  <message>
    <source>{count} of {all} classes</source>
    <translation>{count} de {all} clases</translation>
  </message>
  <message>
    <source>All {count} classes</source>
    <translation>Las {count} clases</translation>
  </message>
  <message>
    <source>Looking at the pictures…</source>
    <translation>Mirando las imágenes…</translation>
  </message>
  <message>
    <source>Not on this computer yet: it is downloaded when the training starts.</source>
    <translation>Aún no está en este equipo: se descarga al empezar el entrenamiento.</translation>
  </message>
  <message>
    <source>Not on this computer: put the file of LSUN into a data folder.</source>
    <translation>No está en este equipo: pon el archivo de LSUN en una carpeta de datos.</translation>
  </message>
  <message>
    <source>{count} pictures to learn from</source>
    <translation>{count} imágenes de las que aprender</translation>
  </message>
  <message>
    <source>Apply</source>
    <translation>Aplicar</translation>
  </message>
  <message>
    <source>Apply the changed settings</source>
    <translation>Aplicar los ajustes cambiados</translation>
  </message>
  <message>
    <source>The next step takes the new values.</source>
    <translation>El paso siguiente toma los valores nuevos.</translation>
  </message>
  <message>
    <source>Between {low} and {high}. The change is marked on the curves.</source>
    <translation>Entre {low} y {high}. El cambio se marca en las curvas.</translation>
  </message>
  <message>
    <source>a whole number</source>
    <translation>un número entero</translation>
  </message>
  <message>
    <source>a number</source>
    <translation>un número</translation>
  </message>
  <message>
    <source>{name} takes {kind} between {low} and {high}.</source>
    <translation>{name} admite {kind} entre {low} y {high}.</translation>
  </message>
  <message>
    <source>Steps a second</source>
    <translation>Pasos por segundo</translation>
  </message>
  <message>
    <source>How many steps a second the training takes in slow motion.</source>
    <translation>Cuántos pasos por segundo da el entrenamiento a cámara lenta.</translation>
  </message>
  <message>
    <source>One step</source>
    <translation>Un paso</translation>
  </message>
  <message>
    <source>Resume</source>
    <translation>Reanudar</translation>
  </message>
  <message>
    <source>Stop and keep</source>
    <translation>Detener y conservar</translation>
  </message>
  <message>
    <source>Discard…</source>
    <translation>Descartar…</translation>
  </message>
  <message>
    <source>Slow motion</source>
    <translation>Cámara lenta</translation>
  </message>
  <message>
    <source>A chosen number of steps a second, so that each can be talked about.</source>
    <translation>Los pasos por segundo que se elijan, para poder comentar cada uno.</translation>
  </message>
  <message>
    <source>Walk the newest moment</source>
    <translation>Recorrer el último momento</translation>
  </message>
  <message>
    <source>Sliders, map and picture show the model as it is now, and change with it while it learns. The latent stays where it is.</source>
    <translation>Los deslizadores, el mapa y la imagen muestran el modelo tal como está ahora y cambian con él mientras aprende. El vector latente no se mueve.</translation>
  </message>
  <message>
    <source>Go on</source>
    <translation>Continuar</translation>
  </message>
  <message>
    <source>{count} steps/s</source>
    <translation>{count} pasos/s</translation>
  </message>
  <message>
    <source>Run folder</source>
    <translation>Carpeta del entrenamiento</translation>
  </message>
  <message>
    <source>Event file</source>
    <translation>Archivo de eventos</translation>
  </message>
  <message>
    <source>Training runs</source>
    <translation>Entrenamientos</translation>
  </message>
  <message>
    <source>Trainings on this computer, those going on first. A double click watches one.</source>
    <translation>Los entrenamientos de este equipo, primero los que están en marcha. Un doble clic sigue uno.</translation>
  </message>
  <message>
    <source>Event files</source>
    <translation>Archivos de eventos</translation>
  </message>
  <message>
    <source>Watch</source>
    <translation>Seguir</translation>
  </message>
  <message>
    <source>Shows this run's curves, pictures and alarms.</source>
    <translation>Muestra las curvas, imágenes y alarmas de este entrenamiento.</translation>
  </message>
  <message>
    <source>Compare</source>
    <translation>Comparar</translation>
  </message>
  <message>
    <source>Draws this run's curves beside those of the run that is watched.</source>
    <translation>Dibuja las curvas de este entrenamiento junto a las del que se sigue.</translation>
  </message>
  <message>
    <source>Compare no more</source>
    <translation>Dejar de comparar</translation>
  </message>
  <message>
    <source>Takes all compared runs off the curves.</source>
    <translation>Quita de las curvas todos los entrenamientos comparados.</translation>
  </message>
  <message>
    <source>step {step}</source>
    <translation>paso {step}</translation>
  </message>
  <message>
    <source>No run</source>
    <translation>Ningún entrenamiento</translation>
  </message>
  <message>
    <source>Starting: loading the program and the data</source>
    <translation>Empezando: carga el programa y los datos</translation>
  </message>
  <message>
    <source>Learning</source>
    <translation>Aprendiendo</translation>
  </message>
  <message>
    <source>Finished</source>
    <translation>Terminado</translation>
  </message>
  <message>
    <source>Stopped; it can go on</source>
    <translation>Detenido; puede seguir</translation>
  </message>
  <message>
    <source>Failed</source>
    <translation>Ha fallado</translation>
  </message>
  <message>
    <source>The trainer is gone</source>
    <translation>El proceso ha desaparecido</translation>
  </message>
  <message>
    <source>A recording</source>
    <translation>Un registro</translation>
  </message>
  <message>
    <source>Step</source>
    <translation>Paso</translation>
  </message>
  <message>
    <source>Epoch</source>
    <translation>Época</translation>
  </message>
  <message>
    <source>Left</source>
    <translation>Faltan</translation>
  </message>
  <message>
    <source>Pictures/s</source>
    <translation>Imágenes/s</translation>
  </message>
  <message>
    <source>How much of the training is done</source>
    <translation>Qué parte del entrenamiento está hecha</translation>
  </message>
  <message>
    <source>The trainer ended without a word: it was killed, or the machine went down.</source>
    <translation>El proceso terminó sin avisar: alguien lo mató o el equipo se apagó.</translation>
  </message>
  <message>
    <source>Nothing that was saved is lost.</source>
    <translation>No se pierde nada de lo guardado.</translation>
  </message>
  <message>
    <source>{step} of {total}</source>
    <translation>{step} de {total}</translation>
  </message>
  <message>
    <source>The checkpoint of step {step} is kept; Resume goes on from it.</source>
    <translation>Se conserva el punto de control del paso {step}; Reanudar sigue desde él.</translation>
  </message>
  <message>
    <source>There is no checkpoint yet: begin anew.</source>
    <translation>Aún no hay ningún punto de control: empieza de nuevo.</translation>
  </message>
  <message>
    <source>yes</source>
    <translation>sí</translation>
  </message>
  <message>
    <source>no</source>
    <translation>no</translation>
  </message>
  <message>
    <source>Usually {value}.</source>
    <translation>Normalmente {value}.</translation>
  </message>
  <message>
    <source>Between {low} and {high}.</source>
    <translation>Entre {low} y {high}.</translation>
  </message>
  <message>
    <source>grey</source>
    <translation>gris</translation>
  </message>
  <message>
    <source>colour</source>
    <translation>color</translation>
  </message>
  <message>
    <source>At least {low}.</source>
    <translation>Al menos {low}.</translation>
  </message>
  <message>
    <source>A training is going on: {name}.</source>
    <translation>Hay un entrenamiento en marcha: {name}.</translation>
  </message>
  <message>
    <source>It can go on without the window; the next start offers to watch it again.</source>
    <translation>Puede seguir sin la ventana; al volver a abrirla se ofrece seguirlo de nuevo.</translation>
  </message>
  <message>
    <source>Go on in the background</source>
    <translation>Seguir en segundo plano</translation>
  </message>
  <message>
    <source>There is no run in {path}.</source>
    <translation>No hay ningún entrenamiento en {path}.</translation>
  </message>
  <message>
    <source>Choose a folder that a training wrote, with config.toml in it, or an event file of TensorBoard.</source>
    <translation>Elige una carpeta que haya escrito un entrenamiento, con config.toml dentro, o un archivo de eventos de TensorBoard.</translation>
  </message>
  <message>
    <source>1 step</source>
    <translation>1 paso</translation>
  </message>
  <message>
    <source>1 picture to learn from</source>
    <translation>1 imagen de la que aprender</translation>
  </message>
  <message>
    <source>reconstruction error</source>
    <translation>error de reconstrucción</translation>
  </message>
  <message>
    <source>class</source>
    <translation>clase</translation>
  </message>
  <message>
    <source>guesser Q of the codes</source>
    <translation>adivinador Q de los códigos</translation>
  </message>
  <message>
    <source>discriminator of stage I</source>
    <translation>discriminador de la etapa I</translation>
  </message>
  <message>
    <source>generator of stage I</source>
    <translation>generador de la etapa I</translation>
  </message>
  <message>
    <source>discriminator of stage II</source>
    <translation>discriminador de la etapa II</translation>
  </message>
  <message>
    <source>generator of stage II</source>
    <translation>generador de la etapa II</translation>
  </message>
  <message>
    <source>Guide's penalty weight</source>
    <translation>Peso de la penalización del guía</translation>
  </message>
  <message>
    <source>none</source>
    <translation>ninguna</translation>
  </message>
  <message>
    <source>dense</source>
    <translation>densa</translation>
  </message>
  <message>
    <source>convolutional</source>
    <translation>convolucional</translation>
  </message>
  <message>
    <source>spatial codes</source>
    <translation>códigos espaciales</translation>
  </message>
  <message>
    <source>Row LSTM</source>
    <translation>LSTM por filas</translation>
  </message>
  <message>
    <source>Diagonal BiLSTM</source>
    <translation>BiLSTM diagonal</translation>
  </message>
  <message>
    <source>normal</source>
    <translation>normal</translation>
  </message>
  <message>
    <source>uniform</source>
    <translation>uniforme</translation>
  </message>
  <message>
    <source>projection</source>
    <translation>proyección</translation>
  </message>
  <message>
    <source>input planes</source>
    <translation>planos de entrada</translation>
  </message>
  <message>
    <source>garments</source>
    <translation>prendas</translation>
  </message>
  <message>
    <source>rooms</source>
    <translation>habitaciones</translation>
  </message>
  <message>
    <source>constant</source>
    <translation>constante</translation>
  </message>
  <message>
    <source>cosine</source>
    <translation>coseno</translation>
  </message>
  <message>
    <source>Gaussian</source>
    <translation>gaussiana</translation>
  </message>
  <message>
    <source>mean squared error</source>
    <translation>error cuadrático medio</translation>
  </message>
  <message>
    <source>non-saturating</source>
    <translation>no saturante</translation>
  </message>
  <message>
    <source>gradient penalty</source>
    <translation>penalización del gradiente</translation>
  </message>
  <message>
    <source>salt and pepper</source>
    <translation>sal y pimienta</translation>
  </message>
  <message>
    <source>speckle</source>
    <translation>moteado</translation>
  </message>
  <message>
    <source>missing blocks</source>
    <translation>bloques que faltan</translation>
  </message>
  <message>
    <source>mixed</source>
    <translation>mezcla</translation>
  </message>
  <message>
    <source>Show all runs</source>
    <translation>Mostrar todos los entrenamientos</translation>
  </message>
</context>
</TS>
